import { referencesOf } from "../expression/expression.ts";
import type { Json, QuestionnaireDefinition, SplitPlan } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import type { Form, FormNode } from "../profile/form.ts";
import { nodesOf } from "../profile/read-form.ts";
import { assignmentName } from "../program/program.ts";
import { countAssignments, maximumAssignments } from "../split/list-assignments.ts";
import { modulesByQuestion } from "../split/split-program.ts";
import { usesOf } from "./expression-uses.ts";

function checkDraw(plan: SplitPlan, list: FindingList): void {
  const { draw, modules } = plan;
  if (draw >= modules.length) {
    list.error(
      "wrong-draw",
      "split.draw",
      `expected fewer than the ${modules.length} modules, got ${draw}`,
      "draw fewer modules, or drop split: a collector can ask all questions anyway",
    );
  } else if (countAssignments(plan) > maximumAssignments) {
    list.error(
      "too-many-assignments",
      "split",
      `${draw} of ${modules.length} modules make ${countAssignments(plan)} combinations, at most ${maximumAssignments} can be balanced`,
      "join modules, or draw fewer",
    );
  }
}

function checkModules({ modules }: SplitPlan, form: Form, list: FindingList): void {
  const pages = new Set(form.pages.map(({ name }) => name));
  const owner = new Map<string, string>();
  const ids = new Set<string>();
  modules.forEach(({ id, pages: names }, index) => {
    const path = `split.modules[${index}]`;
    if (ids.has(id.toLowerCase()))
      list.error("duplicate-name", path, `a module ${id} stands before (letter case does not count)`, "rename one");
    ids.add(id.toLowerCase());
    names.forEach((page, at) => {
      const place = `${path}.pages[${at}]`;
      const other = owner.get(page);
      if (!pages.has(page))
        list.error("unknown-page", place, `no page is called ${page}`, "write the name of a page of the survey");
      if (other !== undefined)
        list.error("page-of-two", place, `page ${page} belongs to ${other} and ${id}`, "keep it in one module");
      owner.set(page, id);
    });
  });
}

function checkAssignmentName(form: Form, list: FindingList): void {
  for (const { name, path } of [...nodesOf(form.pages), ...form.calculated]) {
    if (name.toUpperCase() === assignmentName)
      list.error("reserved-name", path, `${name} is the name of the modules assigned`, "rename it");
  }
}

/** Core items as they may be named: questions on pages of modules, and rows of their matrices. */
function coreNames(form: Form, modules: ReadonlyMap<string, string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name, type, properties } of nodesOf(form.pages)) {
    if (!modules.has(name)) continue;
    names.add(name);
    if (type !== "matrix" && type !== "matrixdropdown") continue;
    for (const row of (properties["rows"] ?? []) as readonly Json[]) {
      const value = typeof row === "object" && row !== null ? (row as { readonly value?: Json }).value : row;
      names.add(`${name}_${String(value)}`);
    }
  }
  return names;
}

function checkCore({ core }: SplitPlan, form: Form, modules: ReadonlyMap<string, string>, list: FindingList): void {
  const known = coreNames(form, modules);
  core.forEach((name, index) => {
    if (!known.has(name))
      list.error(
        "unknown-item",
        `split.core[${index}]`,
        `${name} is no question on a page of a module, nor a row of one`,
        "name a question or question_row; questions on other pages are asked of everybody anyway",
      );
  });
}

/** Warns of conditions and texts that read a question some respondents are not asked although they see the place. */
function checkReads(plan: SplitPlan, form: Form, modules: ReadonlyMap<string, string>, list: FindingList): void {
  const core = new Set(plan.core);
  const warn = (name: string, member: string | number | undefined, reader: string | undefined, path: string) => {
    const module = modules.get(name);
    if (module === undefined || module === reader || core.has(name) || core.has(`${name}_${member}`)) return;
    list.warn(
      "reads-module",
      path,
      `{${name}} is asked only of those assigned module ${module}; for all others it is empty here`,
      "make it a core item, or move what reads it into the module",
    );
  };
  const visit = (node: FormNode, outer: string | undefined): void => {
    // a core item is shown to everybody, whatever module its page belongs to
    const isCore = plan.core.some((name) => name === node.name || name.startsWith(`${node.name}_`));
    const reader = isCore ? undefined : (modules.get(node.name) ?? outer);
    for (const { expression, path } of usesOf(node, 0))
      for (const { path: read } of referencesOf(expression)) warn(String(read[0]), read[1], reader, path);
    for (const child of node.children) visit(child, reader);
  };
  for (const page of form.pages) visit(page, plan.modules.find(({ pages }) => pages.includes(page.name))?.id);
  for (const { expression, path } of form.calculated)
    for (const { path: read } of referencesOf(expression)) warn(String(read[0]), read[1], undefined, path);
}

/** Checks how a questionnaire is split (rules SP1–SP4). Constructs are looked at once the variables are known. */
export function checkSplit({ split }: QuestionnaireDefinition, form: Form, list: FindingList): void {
  if (split === undefined) return;
  checkDraw(split, list);
  checkModules(split, form, list);
  checkAssignmentName(form, list);
  const modules = modulesByQuestion(form.pages, split);
  checkCore(split, form, modules, list);
  checkReads(split, form, modules, list);
}
