import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";

/** A page of a questionnaire and the questions on it. */
export interface SurveyPage {
  readonly name: string;
  readonly questions: ReadonlySet<string>;
}

type Node = { readonly [key: string]: Json };

const kept = new WeakMap<QuestionnaireDefinition, readonly SurveyPage[]>();

/** The pages of a questionnaire in order; a page without a name is called as SurveyJS calls it. Read once a definition. */
export function listSurveyPages(definition: QuestionnaireDefinition): readonly SurveyPage[] {
  const known = kept.get(definition);
  if (known !== undefined) return known;
  const pages = nodesIn(definition.survey["pages"]).map((page, index) => ({
    name: typeof page["name"] === "string" ? page["name"] : `page${index + 1}`,
    questions: new Set(questionsIn(page)),
  }));
  kept.set(definition, pages);
  return pages;
}

function nodesIn(list: Json | undefined): readonly Node[] {
  return Array.isArray(list) ? (list as readonly Node[]) : [];
}

function questionsIn(node: Node): readonly string[] {
  return nodesIn(node["elements"]).flatMap((child) =>
    child["type"] === "panel" ? questionsIn(child) : typeof child["name"] === "string" ? [child["name"]] : [],
  );
}
