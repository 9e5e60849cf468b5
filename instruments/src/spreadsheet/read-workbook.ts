import { DecodeUTF8 } from "fflate";
import { spreadsheetRefused } from "../errors.ts";
import { type NumberKind, numberKindOf } from "./number-format.ts";
import { type Archive, openArchive } from "./read-archive.ts";
import { SheetVisitor, unescapeText } from "./read-sheet.ts";
import { attributeOf, XmlScanner, type XmlVisitor } from "./scan-xml.ts";
import { type Sheet, type SpreadsheetLimits, spreadsheetLimits, type Workbook } from "./workbook.ts";

/** Where a sheet stands in the archive. */
interface SheetPlace {
  readonly name: string;
  readonly part: string;
}

const silent = { open: () => undefined, close: () => undefined, text: () => undefined };

function scan(archive: Archive, part: string, visitor: Partial<XmlVisitor>): void {
  const scanner = new XmlScanner({ ...silent, ...bind(visitor) });
  const decoder = new DecodeUTF8((text) => scanner.write(text));
  archive.unfold(part, (piece, last) => decoder.push(piece, last));
  scanner.end();
}

function bind(visitor: Partial<XmlVisitor>): Partial<XmlVisitor> {
  return {
    ...(visitor.open ? { open: visitor.open.bind(visitor) } : {}),
    ...(visitor.close ? { close: visitor.close.bind(visitor) } : {}),
    ...(visitor.text ? { text: visitor.text.bind(visitor) } : {}),
  };
}

/** Parts the workbook points to, by their id. */
function readTargets(archive: Archive): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  scan(archive, "xl/_rels/workbook.xml.rels", {
    open: (name, attributes) => {
      if (name !== "Relationship") return;
      const target = attributeOf(attributes, "Target") ?? "";
      const part = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
      targets.set(attributeOf(attributes, "Id") ?? "", part.replace("xl/./", "xl/"));
    },
  });
  return targets;
}

function readPlaces(archive: Archive): { readonly places: readonly SheetPlace[]; readonly from1904: boolean } {
  const targets = readTargets(archive);
  const places: SheetPlace[] = [];
  let from1904 = false;
  scan(archive, "xl/workbook.xml", {
    open: (name, attributes) => {
      if (name === "workbookPr") from1904 = /^(?:1|true)$/u.test(attributeOf(attributes, "date1904") ?? "");
      if (name !== "sheet") return;
      const part = targets.get(attributeOf(attributes, "id") ?? "");
      // a chart on a sheet of its own has no cells
      if (part?.includes("worksheets/")) places.push({ name: attributeOf(attributes, "name") ?? "", part });
    },
  });
  return { places, from1904 };
}

function readShared(archive: Archive): readonly string[] {
  const shared: string[] = [];
  if (!archive.has("xl/sharedStrings.xml")) return shared;
  let text = "";
  let taking = false;
  let phonetic = false;
  scan(archive, "xl/sharedStrings.xml", {
    open: (name) => {
      if (name === "si") text = "";
      else if (name === "rPh") phonetic = true;
      else if (name === "t") taking = !phonetic;
    },
    close: (name) => {
      if (name === "si") shared.push(unescapeText(text));
      else if (name === "rPh") phonetic = false;
      else if (name === "t") taking = false;
    },
    text: (piece) => {
      if (taking) text += piece;
    },
  });
  return shared;
}

/** How each cell style shows numbers. */
function readStyles(archive: Archive): readonly NumberKind[] {
  const kinds: NumberKind[] = [];
  if (!archive.has("xl/styles.xml")) return kinds;
  const codes = new Map<number, string>();
  let inCells = false;
  scan(archive, "xl/styles.xml", {
    open: (name, attributes) => {
      if (name === "numFmt")
        codes.set(Number(attributeOf(attributes, "numFmtId")), attributeOf(attributes, "formatCode") ?? "");
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const id = Number(attributeOf(attributes, "numFmtId") ?? 0);
        kinds.push(numberKindOf(id, codes.get(id)));
      }
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  return kinds;
}

const encryptedPackage = [..."EncryptedPackage"].flatMap((letter) => [letter.charCodeAt(0), 0]);

function holds(bytes: Uint8Array, wanted: readonly number[]): boolean {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  return false;
}

/** Says what a file is that is no zip archive. */
function refuseOther(bytes: Uint8Array): never {
  if (bytes.length === 0) throw spreadsheetRefused("empty", "it is empty (0 bytes)");
  const old = [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte);
  if (!old) throw spreadsheetRefused("not-xlsx", "it does not begin as an .xlsx does");
  throw holds(bytes, encryptedPackage)
    ? spreadsheetRefused("protected", "it is locked by a password")
    : spreadsheetRefused("old-xls", "it is in the format .xls of Excel 97–2003");
}

/**
 * Reads the cells of an .xlsx. Of formulas the stored results are read, nothing is calculated, linked or fetched. Throws
 * `spreadsheet.empty`, `.not-xlsx`, `.old-xls`, `.protected`, `.damaged` or `.too-large`, each with its remedy.
 */
export function readWorkbook(bytes: Uint8Array, limits: SpreadsheetLimits = spreadsheetLimits): Workbook {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) refuseOther(bytes);
  const archive = openArchive(bytes, limits.bytes);
  if (!archive.has("xl/workbook.xml")) throw spreadsheetRefused("not-xlsx", "it is an archive without a workbook");
  const { places, from1904 } = readPlaces(archive);
  let left = limits.cells;
  const count = (cells: number): void => {
    left -= cells;
    if (left < 0) throw spreadsheetRefused("too-large", `it has more than ${limits.cells} cells`);
  };
  const context = { shared: readShared(archive), styles: readStyles(archive), from1904, count };
  return { sheets: places.map(({ name, part }): Sheet => ({ name, ...readCells(archive, part, context) })) };
}

function readCells(archive: Archive, part: string, context: ConstructorParameters<typeof SheetVisitor>[0]) {
  const visitor = new SheetVisitor(context);
  scan(archive, part, visitor);
  const last = visitor.rows.findLastIndex((row) => row.length > 0);
  const rows = visitor.rows.slice(0, last + 1);
  return visitor.merges.length === 0 ? { rows } : { rows, merges: visitor.merges };
}
