import type { Expression } from "../expression/expression.ts";
import { writeExpression } from "../expression/write-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import type { FormNode } from "../profile/form.ts";
import { CellWriter } from "./cell-writer.ts";
import { type ChoiceItem, ChoiceLists } from "./choice-lists.ts";
import { ownColumn, type SurveyRow } from "./columns.ts";
import type { Place, SymbolTable } from "./form-symbols.ts";
import { writeConstraint } from "./write-constraint.ts";
import { type Properties, type TypeCells, typeCells } from "./write-type.ts";
import { Inexpressible } from "./write-xpath.ts";

/** Turns the nodes of a form into rows of the survey sheet. */
export class RowWriter {
  readonly rows: SurveyRow[] = [];
  readonly lists = new ChoiceLists();
  readonly cells: CellWriter;

  constructor(symbols: SymbolTable, losses: FindingList) {
    // the sheet begins with its headings
    this.cells = new CellWriter(symbols, losses, () => this.rows.length + 2);
  }

  /** Cells every element has, and which properties they say. */
  private common(node: FormNode, place: Place | undefined): TypeCells {
    const { properties } = node;
    const relevant = this.cells.condition(node, "visibleIf", place);
    const requiredIf = this.cells.condition(node, "requiredIf", place);
    const required = requiredIf ?? (properties["isRequired"] === true ? "yes" : undefined);
    return {
      cells: {
        ...this.cells.texts("label", properties["title"]),
        ...this.cells.texts("hint", properties["description"]),
        ...this.cells.texts("required_message", properties["requiredErrorText"]),
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
      this.cells.lose(
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
      this.cells.lose(
        "xlsform.not-expressed",
        `row ${String(value)} of ${node.name} has conditions of its own`,
        "Diaoyan reads them from the column diaoyan; other programs do not know them",
      );
    }
    this.rows.push({
      type: `select_one ${list}`,
      name: `${name}_${String(value)}`,
      ...this.cells.texts("label", text ?? String(value)),
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
        ...this.cells.texts("label", text ?? String(value)),
        ...kept,
      });
      for (const child of node.children) this.element(child, { question: node.name, path }, node.properties["choices"]);
      this.rows.push({ type: "end_group", name: path.join("_") });
    }
  }

  private question(node: FormNode, name: string, place: Place | undefined, inherited: Json | undefined): void {
    const special = typeCells(node, { name, place, inherited }, this);
    const { constraint, message, said } = writeConstraint(node, (of) => this.cells.express(of, place, node.name));
    this.add(node, name, place, {
      ...special,
      cells: {
        ...special.cells,
        ...(constraint === "" ? {} : { constraint }),
        ...this.cells.texts("constraint_message", message),
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
      ...this.cells.texts("label", label),
      required: "yes",
      relevant: many ? `selected(\${${name}}, 'other')` : `\${${name}} = 'other'`,
    });
  }

  /** A calculated value of the survey, behind everything it may read. */
  calculated(name: string, expression: Expression, kept: boolean): void {
    const own: Record<string, Json> = kept ? {} : { includeIntoResult: false };
    let calculation = "''";
    try {
      calculation = this.cells.express(expression, undefined);
    } catch (error) {
      if (!(error instanceof Inexpressible)) throw error;
      own["expression"] = writeExpression(expression);
      this.cells.lose(
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
