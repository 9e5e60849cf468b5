import { spreadsheetRefused } from "../errors.ts";
import { type NumberKind, writeNumber, writeSerial } from "./number-format.ts";
import { attributeOf, type XmlVisitor } from "./scan-xml.ts";
import { columnOf, type MergedCells } from "./workbook.ts";

/** What the cells of a sheet refer to. */
export interface CellContext {
  readonly shared: readonly string[];
  readonly styles: readonly NumberKind[];
  readonly from1904: boolean;
  /** Counts cells against the limit of the file. */
  readonly count: (cells: number) => void;
}

const mostRows = 1_048_576;
const mostColumns = 16_384;

/** Texts of strings carry characters XML cannot hold as `_x000D_`. */
export function unescapeText(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

/** Collects the cells of one sheet. Of a formula the stored result is read. */
export class SheetVisitor implements XmlVisitor {
  readonly rows: string[][] = [];
  readonly merges: MergedCells[] = [];
  private readonly context: CellContext;
  private row: string[] = [];
  private column = -1;
  private type = "n";
  private style = 0;
  private value = "";
  private taking = false;
  private phonetic = false;

  constructor(context: CellContext) {
    this.context = context;
  }

  open(name: string, attributes: string): void {
    if (name === "row") this.openRow(attributes);
    else if (name === "c") this.openCell(attributes);
    else if (name === "mergeCell") this.merge(attributes);
    else if (name === "rPh") this.phonetic = true;
    else if (name === "v" || name === "t") this.taking = !this.phonetic;
  }

  close(name: string): void {
    if (name === "c") this.closeCell();
    else if (name === "rPh") this.phonetic = false;
    else if (name === "v" || name === "t") this.taking = false;
  }

  text(text: string): void {
    if (this.taking) this.value += text;
  }

  private openRow(attributes: string): void {
    const number = Number(attributeOf(attributes, "r") ?? this.rows.length + 1);
    if (!Number.isInteger(number) || number < 1 || number > mostRows)
      throw spreadsheetRefused("damaged", `a row has the number ${number}`);
    if (number <= this.rows.length) throw spreadsheetRefused("damaged", `row ${number} stands out of order`);
    this.context.count(number - this.rows.length);
    while (this.rows.length < number) this.rows.push([]);
    this.row = this.rows[number - 1] ?? [];
    this.column = -1;
  }

  private openCell(attributes: string): void {
    const address = attributeOf(attributes, "r");
    this.column = address === undefined ? this.column + 1 : columnOf(address);
    if (this.column < 0 || this.column >= mostColumns)
      throw spreadsheetRefused("damaged", `a cell has the address ${String(address)}`);
    this.type = attributeOf(attributes, "t") ?? "n";
    this.style = Number(attributeOf(attributes, "s") ?? 0);
    this.value = "";
  }

  private merge(attributes: string): void {
    const [, from, top, to, bottom] =
      /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(attributeOf(attributes, "ref") ?? "") ?? [];
    if (from === undefined || to === undefined) return;
    this.context.count(1);
    const [left, right] = [columnOf(from), columnOf(to)];
    this.merges.push({ top: Number(top) - 1, left, bottom: Number(bottom) - 1, right });
  }

  private closeCell(): void {
    const text = this.value === "" && this.type !== "s" ? "" : this.read();
    if (text === "") return;
    this.context.count(Math.max(1, this.column - this.row.length + 1));
    while (this.row.length < this.column) this.row.push("");
    this.row[this.column] = text;
  }

  private read(): string {
    const { shared, styles, from1904 } = this.context;
    switch (this.type) {
      case "s":
        return shared[Number(this.value)] ?? "";
      case "b":
        return this.value === "1" ? "TRUE" : "FALSE";
      case "n": {
        const kind = styles[this.style] ?? "number";
        const serial = Number(this.value);
        return kind === "number" || !Number.isFinite(serial)
          ? writeNumber(this.value)
          : writeSerial(serial, kind, from1904);
      }
      default:
        return unescapeText(this.value);
    }
  }
}
