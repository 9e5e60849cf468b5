import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import { commentLength, textLength } from "../program/program.ts";

type Node = { readonly [key: string]: Json };

/** Properties that hold child nodes. */
const childLists = ["pages", "elements", "templateElements"] as const;

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

function mapNodes(list: Json | undefined, outer: string | null): Json {
  return (list as readonly Node[]).map((node) => mapNode(node, outer));
}

/** A node with the conditions of the panels around it as its own; a dynamic panel's template begins afresh. */
function mapNode(node: Node, outer: string | null): Node {
  const visibleIf = both(outer, node["visibleIf"]);
  const mapped: Record<string, Json> = { ...withLimit(node), ...(visibleIf === null ? {} : { visibleIf }) };
  for (const name of childLists) {
    if (Array.isArray(node[name])) mapped[name] = mapNodes(node[name], name === "templateElements" ? null : visibleIf);
  }
  return mapped;
}

/**
 * The SurveyJS JSON that the page runs, so that it shows and clears what the check program does (rule VA20): hidden
 * answers are cleared, the condition of a panel or page stands on each question inside (SurveyJS clears nothing inside
 * a hidden panel), and texts are as long as the check allows.
 */
export function pageSurvey(definition: QuestionnaireDefinition): { readonly [key: string]: Json } {
  return { ...mapNode(definition.survey, null), clearInvisibleValues: "onHidden", maxOthersLength: commentLength };
}
