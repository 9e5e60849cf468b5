import { isObject, type JsonObject } from "./json-path.ts";

/** A questionnaire without questions, with the settings every page of the product expects. */
export function blankDraft(name: string, title: string, purpose: string): JsonObject {
  return {
    name,
    form: "short",
    title: { zh: title },
    purpose: { zh: purpose },
    minutes: 8,
    constructs: [],
    missingCodes: [99],
    survey: {
      locale: "zh-cn",
      clearInvisibleValues: "onHidden",
      showQuestionNumbers: "on",
      pages: [{ name: "page1", elements: [] }],
    },
  };
}

/** A copy of a questionnaire under another name and title; the English title no longer fits and goes. */
export function copyDraft(original: JsonObject, name: string, title: string): JsonObject {
  const kept = isObject(original["title"]) && original["title"]["zh"] === title ? original["title"] : { zh: title };
  return { ...original, name, title: kept };
}
