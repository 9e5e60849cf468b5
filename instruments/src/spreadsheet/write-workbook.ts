import { strToU8, zipSync } from "fflate";
import { cellTooLong } from "../errors.ts";
import { escapeXml } from "./escape-xml.ts";
import { columnLetters } from "./workbook.ts";

/** A sheet to be written: the first row is the header, in bold and always in sight. */
export interface NewSheet {
  readonly name: string;
  readonly rows: readonly (readonly (string | number)[])[];
  /** Widths of the columns in characters. */
  readonly widths?: readonly number[];
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const longestText = 32_767;

/** Printed on A4 across, all columns on one page. */
const onePageWide = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
const paper = '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>';

/** Any fixed day does: equal sheets give equal bytes. */
const zipTime = new Date(1980, 0, 1, 0, 0, 0);

function writeCell(value: string | number, address: string, style: string): string {
  if (value === "") return "";
  if (typeof value === "number" && Number.isFinite(value)) return `<c r="${address}"${style}><v>${value}</v></c>`;
  return `<c r="${address}"${style} t="inlineStr"><is><t xml:space="preserve">${escapeXml(String(value))}</t></is></c>`;
}

const lineHeight = 15;
/** Points a row may be high at most, in any spreadsheet program. */
const highest = 409;

/** Lines a text takes in a column as wide as `width` characters; a full-width character takes two. */
function countLines(text: string, width: number): number {
  const lines = text.split("\n").map((line) => {
    const taken = [...line].reduce((sum, letter) => sum + (letter > "\u2E7F" ? 2 : 1), 0);
    return Math.max(1, Math.ceil(taken / Math.max(1, width - 1)));
  });
  return lines.reduce((sum, count) => sum + count, 0);
}

/** The height of a row whose texts wrap; "" where one line is enough. Not every program finds it by itself. */
function writeHeight(cells: readonly (string | number)[], widths: readonly number[]): string {
  const lines = Math.max(1, ...cells.map((value, column) => countLines(String(value), widths[column] ?? 10)));
  return lines === 1 ? "" : ` ht="${Math.min(highest, lines * lineHeight)}" customHeight="1"`;
}

/** Whether the cells of a column under its head are mostly numbers, which stand right: its head then stands over them. */
function holdsNumbers(rows: NewSheet["rows"], column: number): boolean {
  const cells = rows.slice(1).flatMap((row) => (row.length === 1 ? [] : [row[column] ?? ""]));
  const numbers = cells.filter((cell) => typeof cell === "number").length;
  return 2 * numbers > cells.filter((cell) => cell !== "").length;
}

function writeSheet({ name, rows, widths }: NewSheet): string {
  const heads = (rows[0] ?? []).map((_, column) => (holdsNumbers(rows, column) ? ' s="3"' : ' s="1"'));
  const lines = rows.map((cells, index) => {
    // a note under a table runs over its columns
    const isNote = index > 0 && cells.length === 1 && (rows[0]?.length ?? 0) > 1;
    const style = isNote ? "" : ' s="2"';
    const height = index === 0 || isNote || widths === undefined ? "" : writeHeight(cells, widths);
    const written = cells.map((value, column) => {
      if (typeof value === "string" && value.length > longestText) throw cellTooLong(name, index + 1, value.length);
      return writeCell(value, `${columnLetters(column)}${index + 1}`, index === 0 ? (heads[column] ?? "") : style);
    });
    return `<row r="${index + 1}"${height}>${written.join("")}</row>`;
  });
  const columns = (widths ?? []).map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  return `${declaration}<worksheet xmlns="${main}">${onePageWide}<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${
    columns.length > 0 ? `<cols>${columns.join("")}</cols>` : ""
  }<sheetData>${lines.join("")}</sheetData>${paper}</worksheet>`;
}

const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Calibri"/></font>`;

/** Style 1 is the header, style 2 a cell whose text wraps, style 3 the header over numbers; all are texts, so that codes keep their zeros. */
const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="2">${font("")}${font("<b/>")}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf xfId="0" fontId="1" applyFont="1" applyAlignment="1"><alignment horizontal="right"/></xf></cellXfs></styleSheet>`;

function relation(id: number, type: string, target: string): string {
  return `<Relationship Id="rId${id}" Type="${office}/${type}" Target="${target}"/>`;
}

function relations(lines: readonly string[]): string {
  return `${declaration}<Relationships xmlns="${packages}/relationships">${lines.join("")}</Relationships>`;
}

function contentTypes(count: number): string {
  const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const sheets = Array.from(
    { length: count },
    (_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${kind}.worksheet+xml"/>`,
  );
  return `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>${sheets.join("")}</Types>`;
}

/**
 * Writes sheets of texts and numbers as an .xlsx; equal sheets give equal bytes. Names of sheets are at most 31
 * characters without `[]:*?/\`. Throws `spreadsheet.cell-too-long`.
 */
export function writeWorkbook(sheets: readonly NewSheet[]): Uint8Array<ArrayBuffer> {
  const listed = sheets.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const targets = sheets.map((_, index) => relation(index + 1, "worksheet", `worksheets/sheet${index + 1}.xml`));
  const parts: Record<string, string> = {
    "[Content_Types].xml": contentTypes(sheets.length),
    "_rels/.rels": relations([relation(1, "officeDocument", "xl/workbook.xml")]),
    "xl/workbook.xml": `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${listed.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([...targets, relation(sheets.length + 1, "styles", "styles.xml")]),
    "xl/styles.xml": styles,
  };
  for (const [index, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${index + 1}.xml`] = writeSheet(sheet);
  const files = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
  return new Uint8Array(zipSync(files, { level: 6, mtime: zipTime }));
}
