import type { Json } from "@diaoyan/instruments";
import { isObject, type JsonObject } from "./json-path.ts";

/** Question types as a researcher names them; several of them may be one type of SurveyJS. */
export const questionKinds = [
  "radiogroup",
  "checkbox",
  "dropdown",
  "tagbox",
  "rating",
  "matrix",
  "boolean",
  "ranking",
  "text",
  "number",
  "date",
  "comment",
  "multipletext",
  "matrixdropdown",
  "matrixdynamic",
  "paneldynamic",
  "html",
  "image",
  "expression",
  "panel",
] as const;

export type QuestionKind = (typeof questionKinds)[number];

/** The kind a node of a draft is; null for what the form does not know. */
export function kindOfNode(node: Json | undefined): QuestionKind | null {
  if (!isObject(node)) return null;
  if (node["type"] === "text" && node["inputType"] === "number") return "number";
  if (node["type"] === "text" && node["inputType"] === "date") return "date";
  return questionKinds.find((kind) => kind === node["type"]) ?? null;
}

const choices = [1, 2, 3];
const agreement = [
  ["非常不同意", "Strongly disagree"],
  ["不同意", "Disagree"],
  ["一般", "Neutral"],
  ["同意", "Agree"],
  ["非常同意", "Strongly agree"],
].map(([zh = "", en = ""], index) => ({ value: index + 1, text: { "zh-cn": zh, en } }));

const starts: Readonly<Partial<Record<QuestionKind, JsonObject>>> = {
  radiogroup: { choices },
  checkbox: { choices },
  dropdown: { choices },
  tagbox: { choices },
  ranking: { choices },
  rating: { rateMin: 1, rateMax: 5 },
  matrix: { columns: agreement, rows: ["1", "2"].map((value) => ({ value })) },
  number: { inputType: "number" },
  date: { inputType: "date" },
  multipletext: { items: [{ name: "a" }, { name: "b" }] },
  matrixdropdown: { columns: [{ name: "a", cellType: "text" }], rows: [{ value: "1" }, { value: "2" }] },
  matrixdynamic: { columns: [{ name: "a", cellType: "text" }], rowCount: 1, maxRowCount: 5 },
  paneldynamic: { templateElements: [], panelCount: 1, maxPanelCount: 5 },
  panel: { elements: [] },
};

/** A new question of a kind; titles and labels are left to be written, so that the linter asks for them. */
export function newQuestion(kind: QuestionKind, name: string): JsonObject {
  const type = kind === "number" || kind === "date" ? "text" : kind;
  return { type, name, ...starts[kind] };
}

/** Kinds that ask the same in another dress: a question can turn into them and keep its choices. */
const families: readonly (readonly QuestionKind[])[] = [
  ["radiogroup", "dropdown"],
  ["checkbox", "tagbox"],
  ["radiogroup", "checkbox", "dropdown", "tagbox", "ranking"],
  ["text", "comment", "number", "date"],
];

export function relatedKinds(kind: QuestionKind): readonly QuestionKind[] {
  return [...new Set([kind, ...families.filter((family) => family.includes(kind)).flat()])];
}

/** The question as another kind; everything it holds besides stays. */
export function changeKind(node: JsonObject, kind: QuestionKind): JsonObject {
  const { inputType: _, ...rest } = node;
  const { type, inputType } = newQuestion(kind, "");
  return {
    ...(kindOfNode(node) === kind ? node : rest),
    type: type as Json,
    ...(inputType === undefined ? {} : { inputType }),
  };
}
