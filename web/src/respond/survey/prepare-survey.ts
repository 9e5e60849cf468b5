import type { Locale } from "@diaoyan/instruments";

type Node = { readonly [key: string]: unknown };

/** How question types are drawn on a page that is mostly a phone: native lists and plain boxes instead of pop-ups. */
const drawn: Readonly<Record<string, Node>> = {
  dropdown: { renderAs: "select", searchEnabled: false },
  tagbox: { type: "checkbox" },
  boolean: { renderAs: "radio", swapOrder: true },
  rating: { displayMode: "buttons" },
  "cell:tagbox": { cellType: "checkbox" },
};

/** Key of a matrix column by the type of its cells. */
function cellKey(node: Node): string {
  return `cell:${String(node["cellType"])}`;
}

/** The text of a localized string in `locale`; undefined where the node is something else. */
function textOf(node: Node, locale: Locale): string | undefined {
  const { default: usual, en } = node;
  if (typeof usual !== "string") return undefined;
  return locale === "en" && typeof en === "string" ? en : usual;
}

function prepareNode(value: unknown, locale: Locale): unknown {
  if (Array.isArray(value)) return value.map((item) => prepareNode(item, locale));
  if (typeof value !== "object" || value === null) return value;
  const node = value as Node;
  const text = textOf(node, locale);
  if (text !== undefined) return text;
  const children = Object.entries(node).map(([name, child]) => [name, prepareNode(child, locale)] as const);
  const extra = typeof node["name"] === "string" ? (drawn[String(node["type"])] ?? drawn[cellKey(node)]) : undefined;
  return { ...Object.fromEntries(children), ...extra };
}

/** The questionnaire in one language as this page draws it. Names, values and conditions stay as they are. */
export function prepareSurvey(survey: Node, locale: Locale): Node {
  return {
    ...(prepareNode(survey, locale) as Node),
    locale: locale === "en" ? "en" : "zh-cn",
    clearInvisibleValues: "onHidden",
    textUpdateMode: "onBlur",
    checkErrorsMode: "onNextPage",
    showProgressBar: false,
    showNavigationButtons: false,
    showTitle: false,
    showCompletedPage: false,
    focusFirstQuestionAutomatic: false,
    questionErrorLocation: "top",
    requiredMark: "*",
    widthMode: "responsive",
  };
}
