import { referencesOf } from "../expression/expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import type { CalculatedValue, Form, FormNode } from "../profile/form.ts";
import { isObject, wordOf } from "../profile/read-properties.ts";
import { type Use, usesOf } from "./expression-uses.ts";

/** What expressions at one place may read. */
interface Sight {
  /** Questions of the questionnaire, by name, with their place in document order. */
  readonly questions: ReadonlyMap<string, Placed>;
  readonly calculated: ReadonlyMap<string, number>;
  /** Members of `{panel.…}` or `{row.…}`. */
  readonly inner: ReadonlyMap<string, Placed> | null;
  readonly innerName: "panel" | "row" | null;
}

interface Placed {
  readonly node: FormNode;
  readonly position: number;
  /** Whether it can be hidden, by its own condition or that of a panel around it. */
  readonly hideable: boolean;
}

function memberValues(node: FormNode, property: string): readonly string[] {
  const rows = node.properties[property];
  return Array.isArray(rows) ? (rows as readonly Json[]).map((row) => wordOf(isObject(row) ? row["value"] : row)) : [];
}

function childNames(node: FormNode): readonly string[] {
  return node.children.flatMap((child) => (child.role === "container" ? childNames(child) : [child.name]));
}

/** Members that may follow a question in a reference, level by level; null = none. */
function memberLevels(node: FormNode): readonly (readonly string[] | "index")[] {
  if (node.type === "matrix") return [memberValues(node, "rows")];
  if (node.type === "multipletext") return [childNames(node)];
  if (node.type === "matrixdropdown") return [memberValues(node, "rows"), childNames(node)];
  if (node.type === "matrixdynamic" || node.type === "paneldynamic") return ["index", childNames(node)];
  return [];
}

/** Whether a row of a matrix can be hidden while its answer stays. */
function hasHidingRow({ properties, expressions }: FormNode, member: string | number | undefined): boolean {
  if (member === undefined || !Array.isArray(properties["rows"])) return false;
  const own = (properties["rows"] as readonly Json[]).find(
    (row) => isObject(row) && wordOf(row["value"]) === String(member),
  );
  return expressions["rowsVisibleIf"] !== undefined || (isObject(own) && own["visibleIf"] !== undefined);
}

function memberProblem(node: FormNode, members: readonly (string | number)[]): string | null {
  const levels = memberLevels(node);
  for (const [depth, member] of members.entries()) {
    const level = levels[depth];
    if (level === undefined) return `${node.name} has no part ${member}`;
    if (level === "index" ? typeof member !== "number" : !level.includes(String(member)))
      return `${node.name} has no part ${member}`;
  }
  return null;
}

class ReferenceChecker {
  private readonly list: FindingList;

  constructor(list: FindingList) {
    this.list = list;
  }

  private placed(found: Placed | undefined, name: string, members: readonly (string | number)[], use: Use): void {
    if (!found) {
      this.list.error(
        "unknown-name",
        use.path,
        `{${name}} names no question or calculated value that can be read here`,
        "correct the name; letter case counts",
      );
      return;
    }
    const own = use.own === true && found.position === use.position;
    if (found.position >= use.position && !own) {
      this.list.error(
        "forward-reference",
        use.path,
        `{${name}} stands at or behind this place`,
        "move the question that is read before it",
      );
    }
    if (found.node.role === "computed" && found.hideable) {
      this.list.error(
        "hidden-formula",
        use.path,
        `{${name}} is computed even while it is hidden, so what reads it would depend on the program`,
        "read a calculated value instead",
      );
    }
    if (hasHidingRow(found.node, members[0])) {
      this.list.error(
        "hidden-row",
        use.path,
        `{${name}} reads a row that can be hidden; SurveyJS keeps its answer`,
        "read the question that hides the row",
      );
    }
    const problem = memberProblem(found.node, members);
    if (problem)
      this.list.error("unknown-name", use.path, problem, "name a row, item or column as it is written there");
  }

  private calculatedValue(name: string, ready: number, members: number, use: Use): void {
    if (members > 0)
      this.list.error("unknown-name", use.path, `calculated value ${name} has no parts`, "read it as a whole");
    if (ready >= use.position && !(use.own === true && ready === use.position)) {
      this.list.error(
        "forward-reference",
        use.path,
        `{${name}} needs answers at or behind this place`,
        "move the questions it reads before it",
      );
    }
  }

  check(use: Use, sight: Sight): void {
    for (const { path } of referencesOf(use.expression)) {
      const [first, ...rest] = path as readonly [string, ...(string | number)[]];
      if (first === "panel" || first === "row") this.innerReference(first, rest, use, sight);
      else if (first === "item" || first === "choice") this.itemReference(first, use);
      else {
        const ready = sight.calculated.get(first);
        if (ready !== undefined) this.calculatedValue(first, ready, rest.length, use);
        else this.placed(sight.questions.get(first), first, rest, use);
      }
    }
  }

  private innerReference(scope: "panel" | "row", rest: readonly (string | number)[], use: Use, sight: Sight): void {
    const [name, ...members] = rest;
    if (sight.innerName !== scope || sight.inner === null || typeof name !== "string") {
      this.list.error(
        "unknown-name",
        use.path,
        `{${[scope, ...rest].join(".")}} has no meaning here`,
        scope === "panel" ? "use it inside paneldynamic" : "use it inside a matrix",
      );
      return;
    }
    this.placed(sight.inner.get(name), `${scope}.${name}`, members, use);
  }

  private itemReference(name: string, use: Use): void {
    if (!use.item)
      this.list.error(
        "unknown-name",
        use.path,
        `{${name}} has no meaning here`,
        "use it in choicesVisibleIf or rowsVisibleIf",
      );
  }
}

/** Document positions of all nodes, children after their parent. */
function positionsOf(
  nodes: readonly FormNode[],
  positions = new Map<FormNode, number>(),
): ReadonlyMap<FormNode, number> {
  for (const node of nodes) {
    positions.set(node, positions.size);
    positionsOf(node.children, positions);
  }
  return positions;
}

/** Questions by name among nodes and the panels they are in, without what is inside a question. */
function questionsIn(
  nodes: readonly FormNode[],
  positions: ReadonlyMap<FormNode, number>,
): ReadonlyMap<string, Placed> {
  const found = new Map<string, Placed>();
  const add = (node: FormNode, outer: boolean): void => {
    const hideable = outer || node.expressions["visibleIf"] !== undefined;
    if (node.role === "input" || node.role === "computed") {
      found.set(node.name, { node, position: positions.get(node) ?? 0, hideable });
    } else {
      for (const child of node.children) add(child, hideable);
    }
  };
  for (const node of nodes) add(node, false);
  return found;
}

/** Where each calculated value is known: after the last question it reads; reports those that read later ones. */
function readyPositions(
  calculated: readonly CalculatedValue[],
  questions: ReadonlyMap<string, Placed>,
): ReadonlyMap<string, number> {
  const ready = new Map<string, number>();
  for (const { name, expression } of calculated) {
    const read = referencesOf(expression).map(({ path }) => {
      const first = String(path[0]);
      return questions.get(first)?.position ?? ready.get(first) ?? -1;
    });
    ready.set(name, Math.max(-1, ...read));
  }
  return ready;
}

function innerNameOf(node: FormNode): "panel" | "row" | null {
  if (node.type === "paneldynamic") return "panel";
  return node.type === "matrixdropdown" || node.type === "matrixdynamic" ? "row" : null;
}

/** Checks that every expression reads only what exists and stands before it (rules LI11, LI12, EX4). */
export function checkReferences(form: Form, list: FindingList): void {
  const positions = positionsOf(form.pages);
  const questions = questionsIn(form.pages, positions);
  const top: Sight = {
    questions,
    calculated: readyPositions(form.calculated, questions),
    inner: null,
    innerName: null,
  };
  const checker = new ReferenceChecker(list);
  const known = new Map<string, number>();
  for (const { name, path, expression } of form.calculated) {
    checker.check({ expression, path, position: Number.POSITIVE_INFINITY }, { ...top, calculated: new Map(known) });
    known.set(name, top.calculated.get(name) ?? -1);
  }
  const visit = (node: FormNode, sight: Sight): void => {
    const position = positions.get(node) ?? 0;
    for (const use of usesOf(node, position)) checker.check(use, sight);
    const innerName = innerNameOf(node);
    const below = innerName ? { ...sight, innerName, inner: questionsIn(node.children, positions) } : sight;
    for (const child of node.children) visit(child, below);
  };
  for (const page of form.pages) visit(page, top);
}
