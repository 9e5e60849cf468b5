import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import { assignmentName, commentLength, textLength } from "../program/program.ts";

type Node = { readonly [key: string]: Json };

/** Properties that hold child nodes. */
const childLists = ["pages", "elements", "templateElements"] as const;

/** What stands around a node: the conditions of the panels it is in, and that of its module where none has it yet. */
interface Around {
  readonly outer: string | null;
  readonly module: string | null;
  /** Conditions of modules by page. */
  readonly pages: ReadonlyMap<string, string>;
  readonly core: ReadonlySet<string>;
}

function isText(value: Json | undefined): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function both(outer: string | null, own: Json | undefined): string | null {
  if (!isText(own)) return outer;
  return outer === null ? own : `(${outer}) and (${own})`;
}

function withLimit(node: Node): Node {
  const limit = node["type"] === "comment" ? commentLength : textLength;
  const open = node["type"] === "comment" || (node["type"] === "text" && (node["inputType"] ?? "text") === "text");
  return open && node["maxLength"] === undefined ? { ...node, maxLength: limit } : node;
}

function rowValue(row: Json): Json {
  return row !== null && typeof row === "object" && !Array.isArray(row) ? ((row as Node)["value"] ?? null) : row;
}

/** Rows with the condition of their module, where some of them are core items; null where none is. */
function splitRows(node: Node, { module, core }: Around): readonly Json[] | null {
  const rows = (Array.isArray(node["rows"]) ? node["rows"] : []) as readonly Json[];
  const isCore = (row: Json) => core.has(`${String(node["name"])}_${String(rowValue(row))}`);
  if (module === null || core.has(String(node["name"])) || !rows.some(isCore)) return null;
  return rows.map((row) => {
    if (isCore(row)) return row;
    const item: Node = typeof row === "object" && row !== null ? (row as Node) : { value: row };
    return { ...item, visibleIf: both(module, item["visibleIf"]) };
  });
}

/** Whether anything in a node is a core item, so that everybody sees it. */
function holdsCore(node: Node, around: Around): boolean {
  if (around.core.has(String(node["name"])) || splitRows(node, around) !== null) return true;
  return childrenOf(node).some((child) => holdsCore(child, around));
}

function childrenOf(node: Node): readonly Node[] {
  return (Array.isArray(node["elements"]) ? node["elements"] : []) as readonly Node[];
}

/** A node with the conditions of the panels around it as its own; a dynamic panel's template begins afresh. */
function mapNode(node: Node, around: Around): Node {
  const rows = splitRows(node, around);
  const own = around.module !== null && !holdsCore(node, around) ? around.module : null;
  const visibleIf = both(both(around.outer, own ?? undefined), node["visibleIf"]);
  const mapped: Record<string, Json> = {
    ...withLimit(node),
    ...(rows === null ? {} : { rows }),
    ...(visibleIf === null ? {} : { visibleIf }),
  };
  const inner = { ...around, outer: visibleIf, module: own === null ? around.module : null };
  for (const name of childLists) {
    if (Array.isArray(node[name]))
      mapped[name] = (node[name] as readonly Node[]).map((child) => mapChild(child, name, inner));
  }
  return mapped;
}

function mapChild(child: Node, list: (typeof childLists)[number], around: Around): Node {
  if (list === "pages") return mapNode(child, { ...around, module: around.pages.get(String(child["name"])) ?? null });
  return mapNode(child, list === "elements" ? around : { ...around, outer: null, module: null });
}

/** For every page of a module, when it is asked: always, unless other modules were assigned. */
function moduleConditions({ split }: QuestionnaireDefinition): ReadonlyMap<string, string> {
  const name = `{${assignmentName}}`;
  return new Map(
    (split?.modules ?? []).flatMap(({ id, pages }) =>
      pages.map((page) => [page, `${name} empty or ${name} contains '${id}'`] as const),
    ),
  );
}

/**
 * The SurveyJS JSON that the page runs, so that it shows and clears what the check program does (rule VA20): hidden
 * answers are cleared, the condition of a panel or page stands on each question inside (SurveyJS clears nothing inside
 * a hidden panel), texts are as long as the check allows, and modules that were not assigned are hidden.
 */
export function pageSurvey(definition: QuestionnaireDefinition): { readonly [key: string]: Json } {
  const pages = moduleConditions(definition);
  const survey = mapNode(definition.survey, {
    outer: null,
    module: null,
    pages,
    core: new Set(definition.split?.core),
  });
  return { ...survey, clearInvisibleValues: "onHidden", maxOthersLength: commentLength };
}
