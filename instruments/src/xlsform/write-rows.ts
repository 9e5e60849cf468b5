import type { Expression } from "../expression/expression.ts";
import { writeExpression } from "../expression/write-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import type { FormNode } from "../profile/form.ts";
import { readOffer, readRates } from "../program/read-offer.ts";
import { type ChoiceItem, ChoiceLists, textCells } from "./choice-lists.ts";
import { ownColumn, type SurveyRow } from "./columns.ts";
import type { Place, SymbolTable } from "./form-symbols.ts";
import { plainText } from "./plain-text.ts";
import { writeConstraint } from "./write-constraint.ts";
import { Inexpressible, writeXpath } from "./write-xpath.ts";

type Properties = Readonly<Record<string, Json>>;

/** What the type of a question becomes, and the properties that says. */
interface TypeCells {
  readonly cells: SurveyRow;
  readonly said: readonly string[];
  /** What the type alone would not bring back. */
  readonly kept?: Properties;
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

/** Turns the nodes of a form into rows of the survey sheet. */
export class RowWriter {
  readonly rows: SurveyRow[] = [];
  readonly lists = new ChoiceLists();
  private readonly symbols: SymbolTable;
  private readonly losses: FindingList;

  constructor(symbols: SymbolTable, losses: FindingList) {
    this.symbols = symbols;
    this.losses = losses;
  }

  /** Row number in the sheet the next row will have. */
  private get next(): number {
    return this.rows.length + 2;
  }

  private lose(code: string, message: string, remedy: string): void {
    this.losses.warn(code, `survey!${this.next}`, message, remedy);
  }

  private pipe(text: string): string {
    return text.replace(/\{([^{}]+)\}/gu, (whole, name: string) => {
      const known = this.symbols.named(name.trim());
      return known === undefined ? whole : `\${${known}}`;
    });
  }

  private texts(column: string, text: Json | undefined): SurveyRow {
    return textCells(column, text, (piece) => this.pipe(piece));
  }

  private express(expression: Expression, place: Place | undefined, self?: string): string {
    return writeXpath(expression, (reference) =>
      self !== undefined && reference.path.length === (place === undefined ? 1 : 2) && reference.path.at(-1) === self
        ? null
        : this.symbols.find(reference, place),
    );
  }

  /** A condition as a cell; what XLSForm cannot say stays in the column of our own. */
  private condition(node: FormNode, property: string, place: Place | undefined): string | undefined {
    const expression = node.expressions[property];
    if (expression === undefined) return undefined;
    try {
      return this.express(expression, place);
    } catch (error) {
      if (!(error instanceof Inexpressible)) throw error;
      this.lose(
        "xlsform.not-expressed",
        `${property} of ${node.name} cannot be written in XLSForm: ${error.message}`,
        "Diaoyan reads it from the column diaoyan; other programs do not know it",
      );
      return undefined;
    }
  }

  /** Cells every element has, and which properties they say. */
  private common(node: FormNode, place: Place | undefined): TypeCells {
    const { properties } = node;
    const relevant = this.condition(node, "visibleIf", place);
    const requiredIf = this.condition(node, "requiredIf", place);
    const required = requiredIf ?? (properties["isRequired"] === true ? "yes" : undefined);
    return {
      cells: {
        ...this.texts("label", properties["title"]),
        ...this.texts("hint", properties["description"]),
        ...this.texts("required_message", properties["requiredErrorText"]),
        ...(required === undefined ? {} : { required }),
        ...(relevant === undefined ? {} : { relevant }),
      },
      said: [
        "name",
        "type",
        "title",
        "description",
        "requiredErrorText",
        ...(relevant === undefined ? [] : ["visibleIf"]),
        ...(requiredIf === undefined && node.expressions["requiredIf"] !== undefined
          ? []
          : ["requiredIf", "isRequired"]),
      ],
    };
  }

  private add(node: FormNode, name: string, place: Place | undefined, special: TypeCells): void {
    const common = this.common(node, place);
    const said = new Set([...common.said, ...special.said]);
    const left = Object.entries(node.properties).filter(([key, value]) => !said.has(key) && value !== "");
    const kept = { ...special.kept, ...Object.fromEntries(left) };
    const names = Object.keys(kept);
    if (names.length > 0) {
      this.lose(
        "xlsform.kept-apart",
        `${node.name || node.type}: XLSForm has no column for ${names.join(", ")}`,
        "Diaoyan reads it from the column diaoyan; other programs do not know it",
      );
    }
    this.rows.push({
      name,
      ...common.cells,
      ...special.cells,
      ...(names.length > 0 ? { [ownColumn]: JSON.stringify(kept) } : {}),
    });
  }

  private group(node: FormNode, name: string, place: Place | undefined, special: TypeCells, write: () => void): void {
    const type = special.cells.type ?? "begin_group";
    this.add(node, name, place, { ...special, cells: { ...special.cells, type } });
    write();
    this.rows.push({ type: type.replace("begin", "end"), name });
  }

  page(node: FormNode, index: number): void {
    const name = node.name || `page${index + 1}`;
    const special = { cells: { appearance: "field-list" }, said: ["elements"] };
    this.group(node, name, undefined, special, () => {
      for (const child of node.children) this.element(child, undefined, undefined);
    });
  }

  /** An element; `inherited` are the choices its table offers. */
  private element(node: FormNode, place: Place | undefined, inherited: Json | undefined): void {
    const name = [...(place?.path ?? []), node.name].join("_");
    const group = (kept: Properties, said: readonly string[], write: () => void, type = "begin_group") =>
      this.group(node, name, place, { cells: { type }, said, kept }, write);
    const own = [...(place?.path ?? []), node.name];
    const inside = (path: readonly string[], choices?: Json) => () => {
      for (const child of node.children) this.element(child, { question: node.name, path }, choices);
    };
    switch (node.type) {
      case "panel":
        group({}, ["elements"], () => {
          for (const child of node.children) this.element(child, place, undefined);
        });
        break;
      case "matrix":
        this.matrix(node, name, place);
        break;
      case "matrixdropdown":
        group({ type: node.type }, ["rows", "columns", "choices"], () => this.table(node, own));
        break;
      case "multipletext":
        group({ type: node.type }, ["items"], inside(own));
        break;
      case "matrixdynamic":
        group({ type: node.type }, ["columns", "choices"], inside(own, node.properties["choices"]), "begin_repeat");
        break;
      case "paneldynamic":
        group({}, ["templateElements"], inside(own), "begin_repeat");
        break;
      default:
        this.question(node, name, place, inherited);
    }
  }

  private matrix(node: FormNode, name: string, place: Place | undefined): void {
    const { properties } = node;
    const every = properties["eachRowRequired"] === true;
    const list = this.lists.add(name, properties["columns"] as readonly ChoiceItem[]);
    const said = ["rows", "columns", "eachRowRequired", ...(every ? ["isRequired"] : [])];
    const cells: SurveyRow = { type: "begin_group", appearance: "table-list" };
    // a table whose rows are all required is read as required; what differs from that is kept beside it
    const kept = (properties["isRequired"] === true) === every ? {} : { isRequired: !every };
    this.group({ ...node, properties: withoutRequired(properties) }, name, place, { cells, said, kept }, () => {
      for (const row of properties["rows"] as readonly Json[]) this.matrixRow(node, name, row, { list, every });
    });
  }

  private matrixRow(
    node: FormNode,
    name: string,
    row: Json,
    { list, every }: { readonly list: string; readonly every: boolean },
  ): void {
    const { value, text, ...rest } =
      row !== null && typeof row === "object" ? (row as Properties) : { value: row, text: String(row) };
    const kept = Object.keys(rest).length > 0 ? { [ownColumn]: JSON.stringify(rest) } : {};
    if (Object.keys(rest).length > 0) {
      this.lose(
        "xlsform.not-expressed",
        `row ${String(value)} of ${node.name} has conditions of its own`,
        "Diaoyan reads them from the column diaoyan; other programs do not know them",
      );
    }
    this.rows.push({
      type: `select_one ${list}`,
      name: `${name}_${String(value)}`,
      ...this.texts("label", text ?? String(value)),
      ...(every ? { required: "yes" } : {}),
      ...kept,
    });
  }

  private table(node: FormNode, own: readonly string[]): void {
    for (const row of node.properties["rows"] as readonly Json[]) {
      const { value, text, ...rest } =
        row !== null && typeof row === "object" ? (row as Properties) : { value: row, text: String(row) };
      const path = [...own, String(value)];
      const kept = Object.keys(rest).length > 0 ? { [ownColumn]: JSON.stringify(rest) } : {};
      this.rows.push({
        type: "begin_group",
        name: path.join("_"),
        ...this.texts("label", text ?? String(value)),
        ...kept,
      });
      for (const child of node.children) this.element(child, { question: node.name, path }, node.properties["choices"]);
      this.rows.push({ type: "end_group", name: path.join("_") });
    }
  }

  private question(node: FormNode, name: string, place: Place | undefined, inherited: Json | undefined): void {
    const special = this.typeOf(node, name, place, inherited);
    const { constraint, message, said } = writeConstraint(node, (of) => this.express(of, place, node.name));
    this.add(node, name, place, {
      ...special,
      cells: {
        ...special.cells,
        ...(constraint === "" ? {} : { constraint }),
        ...this.texts("constraint_message", message),
      },
      said: [...special.said, ...said, "cellType"],
    });
    if (node.properties["showOtherItem"] === true) this.otherText(node, name);
  }

  /** The text beside 其他 as a question of its own, as every XLSForm program asks it. */
  private otherText(node: FormNode, name: string): void {
    const many = node.type === "checkbox" || node.type === "tagbox";
    const label = node.properties["otherText"] ?? { default: "其他", en: "Other" };
    this.rows.push({
      type: "text",
      name: `${name}_other`,
      ...this.texts("label", label),
      required: "yes",
      relevant: many ? `selected(\${${name}}, 'other')` : `\${${name}} = 'other'`,
    });
  }

  private typeOf(node: FormNode, name: string, place: Place | undefined, inherited: Json | undefined): TypeCells {
    const { properties, type } = node;
    const [select, appearance] = choiceTypes[type] ?? [];
    if (select !== undefined) {
      const list = this.lists.add(name, this.offerOf(node, inherited));
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
        const list = this.lists.add(name, readRates(node).map(asItem));
        return { cells: { type: `select_one ${list}`, appearance: "likert" }, said: rateSaid };
      }
      case "boolean":
        return this.flag(node, name);
      case "expression":
        return this.formula(node, place);
      case "html":
        return { cells: { type: "note", ...this.noteLabel(properties["html"]) }, said: [] };
      case "image":
        return {
          cells: { type: "note", ...this.texts("label", properties["altText"] ?? name) },
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
  private offerOf(node: FormNode, inherited: Json | undefined): readonly ChoiceItem[] {
    const { choices } = readOffer({ ...node, expressions: {} }, inherited);
    const own = [node.properties["choices"], inherited].find((list) => Array.isArray(list) && list.length > 0);
    const listed = Array.isArray(own) ? (own as readonly ChoiceItem[]) : [];
    const special = choices.slice(listed.length === 0 ? 0 : listed.length).map((choice) => {
      const text = choice.value === "other" ? node.properties["otherText"] : node.properties["noneText"];
      return text === undefined ? asItem(choice) : { value: choice.value, text };
    });
    return [...listed, ...(listed.length === 0 ? choices.map(asItem) : special)];
  }

  private flag({ properties }: FormNode, name: string): TypeCells {
    const list = this.lists.add(name, [
      { value: 1, text: properties["labelTrue"] ?? "是" },
      { value: 0, text: properties["labelFalse"] ?? "否" },
    ]);
    const said = ["labelTrue", "labelFalse"].filter((label) => properties[label] !== undefined);
    return { cells: { type: `select_one ${list}` }, said, kept: { type: "boolean" } };
  }

  private formula(node: FormNode, place: Place | undefined): TypeCells {
    const calculation = this.condition(node, "expression", place);
    return calculation === undefined
      ? { cells: { type: "calculate", calculation: "''" }, said: [], kept: { type: "expression" } }
      : { cells: { type: "calculate", calculation }, said: ["expression"], kept: { type: "expression" } };
  }

  private noteLabel(html: Json | undefined): SurveyRow {
    const plain = (text: Json) => (typeof text === "string" ? plainText(text) : text);
    if (html === null || typeof html !== "object" || Array.isArray(html)) return this.texts("label", plain(html ?? ""));
    return this.texts("label", Object.fromEntries(Object.entries(html).map(([locale, text]) => [locale, plain(text)])));
  }

  /** A calculated value of the survey, behind everything it may read. */
  calculated(name: string, expression: Expression, kept: boolean): void {
    const own: Record<string, Json> = kept ? {} : { includeIntoResult: false };
    let calculation = "''";
    try {
      calculation = this.express(expression, undefined);
    } catch (error) {
      if (!(error instanceof Inexpressible)) throw error;
      own["expression"] = writeExpression(expression);
      this.lose(
        "xlsform.not-expressed",
        `the calculated value ${name} cannot be written in XLSForm: ${error.message}`,
        "Diaoyan reads it from the column diaoyan; other programs do not know it",
      );
    }
    const names = Object.keys(own);
    this.rows.push({
      type: "calculate",
      name,
      calculation,
      ...(names.length > 0 ? { [ownColumn]: JSON.stringify(own) } : {}),
    });
  }
}

function withoutRequired(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key !== "isRequired"));
}

function textType(properties: Properties): TypeCells {
  const input = String(properties["inputType"] ?? "text");
  if (input === "number" && properties["step"] === 1)
    return { cells: { type: "integer" }, said: ["inputType", "step"] };
  const type = inputTypes[input];
  if (type !== undefined) return { cells: { type }, said: ["inputType"] };
  return { cells: { type: input === "range" ? "decimal" : "text" }, said: [] };
}
