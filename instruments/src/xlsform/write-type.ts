import type { Json } from "../model/questionnaire.ts";
import type { FormNode } from "../profile/form.ts";
import { readOffer, readRates } from "../program/read-offer.ts";
import type { CellWriter } from "./cell-writer.ts";
import type { ChoiceItem, ChoiceLists } from "./choice-lists.ts";
import type { SurveyRow } from "./columns.ts";
import type { Place } from "./form-symbols.ts";
import { plainText } from "./plain-text.ts";

/** Properties of a SurveyJS question. */
export type Properties = Readonly<Record<string, Json>>;

/** What the type of a question becomes, and the properties that says. */
export interface TypeCells {
  readonly cells: SurveyRow;
  readonly said: readonly string[];
  /** What the type alone would not bring back. */
  readonly kept?: Properties;
}

/** Where a question stands in the sheet. */
export interface QuestionPlace {
  readonly name: string;
  readonly place: Place | undefined;
  /** Choices its table offers. */
  readonly inherited: Json | undefined;
}

/** Where its cells and its list of choices go. */
export interface TypeTarget {
  readonly cells: CellWriter;
  readonly lists: ChoiceLists;
}

const choiceSaid = [
  "choices",
  "showOtherItem",
  "otherText",
  "showNoneItem",
  "noneText",
  "choicesMin",
  "choicesMax",
  "choicesStep",
];
const rateSaid = [
  "rateValues",
  "rateMin",
  "rateMax",
  "rateStep",
  "rateCount",
  "minRateDescription",
  "maxRateDescription",
  "autoGenerate",
];

const choiceTypes: Readonly<Record<string, readonly [type: string, appearance: string]>> = {
  radiogroup: ["select_one", ""],
  dropdown: ["select_one", "minimal"],
  checkbox: ["select_multiple", ""],
  tagbox: ["select_multiple", "minimal"],
  ranking: ["rank", ""],
};

const inputTypes: Readonly<Record<string, string>> = {
  text: "text",
  number: "decimal",
  date: "date",
  "datetime-local": "dateTime",
  time: "time",
};

function asItem({ value, label }: ReturnType<typeof readRates>[number]): ChoiceItem {
  return { value, text: label.en === undefined ? label.zh : { default: label.zh, en: label.en } };
}

/** Cells of a question by its type; `inherited` are the choices its table offers. */
export function typeCells(node: FormNode, { name, place, inherited }: QuestionPlace, to: TypeTarget): TypeCells {
  const { properties, type } = node;
  const [select, appearance] = choiceTypes[type] ?? [];
  if (select !== undefined) {
    const list = to.lists.add(name, offerOf(node, inherited));
    const random = properties["choicesOrder"] === "random";
    return {
      cells: {
        type: `${select} ${list}`,
        ...(appearance ? { appearance } : {}),
        ...(random ? { parameters: "randomize=true" } : {}),
      },
      said: [...choiceSaid, ...(random ? ["choicesOrder"] : [])],
    };
  }
  switch (type) {
    case "rating": {
      const list = to.lists.add(name, readRates(node).map(asItem));
      return { cells: { type: `select_one ${list}`, appearance: "likert" }, said: rateSaid };
    }
    case "boolean":
      return flag(node, name, to);
    case "expression":
      return formula(node, place, to);
    case "html":
      return { cells: { type: "note", ...noteLabel(properties["html"], to) }, said: [] };
    case "image":
      return {
        cells: { type: "note", ...to.cells.texts("label", properties["altText"] ?? name) },
        said: [],
        kept: { type },
      };
    case "comment":
      return { cells: { type: "text", appearance: "multiline" }, said: [] };
    default:
      return textType(properties);
  }
}

/** Choices with 其他 and 以上都不是 among them. */
function offerOf(node: FormNode, inherited: Json | undefined): readonly ChoiceItem[] {
  const { choices } = readOffer({ ...node, expressions: {} }, inherited);
  const own = [node.properties["choices"], inherited].find((list) => Array.isArray(list) && list.length > 0);
  const listed = Array.isArray(own) ? (own as readonly ChoiceItem[]) : [];
  const special = choices.slice(listed.length === 0 ? 0 : listed.length).map((choice) => {
    const text = choice.value === "other" ? node.properties["otherText"] : node.properties["noneText"];
    return text === undefined ? asItem(choice) : { value: choice.value, text };
  });
  return [...listed, ...(listed.length === 0 ? choices.map(asItem) : special)];
}

function flag({ properties }: FormNode, name: string, to: TypeTarget): TypeCells {
  const list = to.lists.add(name, [
    { value: 1, text: properties["labelTrue"] ?? "是" },
    { value: 0, text: properties["labelFalse"] ?? "否" },
  ]);
  const said = ["labelTrue", "labelFalse"].filter((label) => properties[label] !== undefined);
  return { cells: { type: `select_one ${list}` }, said, kept: { type: "boolean" } };
}

function formula(node: FormNode, place: Place | undefined, to: TypeTarget): TypeCells {
  const calculation = to.cells.condition(node, "expression", place);
  return calculation === undefined
    ? { cells: { type: "calculate", calculation: "''" }, said: [], kept: { type: "expression" } }
    : { cells: { type: "calculate", calculation }, said: ["expression"], kept: { type: "expression" } };
}

function noteLabel(html: Json | undefined, to: TypeTarget): SurveyRow {
  const plain = (text: Json) => (typeof text === "string" ? plainText(text) : text);
  if (html === null || typeof html !== "object" || Array.isArray(html))
    return to.cells.texts("label", plain(html ?? ""));
  return to.cells.texts(
    "label",
    Object.fromEntries(Object.entries(html).map(([locale, text]) => [locale, plain(text)])),
  );
}

function textType(properties: Properties): TypeCells {
  const input = String(properties["inputType"] ?? "text");
  if (input === "number" && properties["step"] === 1)
    return { cells: { type: "integer" }, said: ["inputType", "step"] };
  const type = inputTypes[input];
  if (type !== undefined) return { cells: { type }, said: ["inputType"] };
  return { cells: { type: input === "range" ? "decimal" : "text" }, said: [] };
}
