import { joinBytes } from "@diaoyan/instruments";
import { Unzip, UnzipInflate } from "fflate";
import { SaxesParser } from "saxes";
import { docxRefused } from "../errors.ts";
import { createNumbering, type Numbering, noNumbering } from "./read-numbering.ts";

/** Bytes a part of a .docx may unfold to: a zip bomb is stopped there. */
const unfoldedLimit = 64 * 1024 * 1024;
const main = "word/document.xml";
const numberParts = ["word/numbering.xml", "word/styles.xml"];

/** What stands between the cells of a table that is read as one line a row. */
export const cellGap = " | ";

/** How a .docx is read. */
export interface DocxReading {
  /** One line a row of a table, its cells joined by `cellGap`; else one line a paragraph. */
  readonly rows?: boolean;
  /** Numbers that the list settings of the document give its paragraphs (第一条, （一）) are written before them. */
  readonly numbers?: boolean;
}

/**
 * Text of a .docx, one line a paragraph: text runs, tabs and breaks; deleted and hidden text, fields' codes and footnotes are
 * left out. Entities are never resolved. Throws `docx.refused` for a file that is no .docx.
 */
export function readDocxText(bytes: Uint8Array, { rows = false, numbers = false }: DocxReading = {}): string {
  const parts = unfold(bytes, numbers ? [main, ...numberParts] : [main]);
  const read = (name: string): string => {
    const part = parts.get(name);
    return part === undefined ? "" : new TextDecoder("utf-8").decode(part);
  };
  const [list = "", styles = ""] = numberParts.map(read);
  return readParagraphs(read(main), rows, list === "" ? noNumbering : createNumbering(list, styles));
}

function notDocx(reason: string, cause?: unknown) {
  const refusal = docxRefused(reason);
  refusal.cause = cause;
  return refusal;
}

/** The whole parts of these names; the main one has to be there. */
function unfold(bytes: Uint8Array, wanted: readonly string[]): ReadonlyMap<string, Uint8Array> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw notDocx("it does not start as a zip archive");
  const whole = new Map<string, Uint8Array>();
  const unzip = new Unzip((file) => {
    if (!wanted.includes(file.name)) return;
    const parts: Uint8Array[] = [];
    let size = 0;
    file.ondata = (error, part, final) => {
      if (error !== null) throw notDocx(error.message, error);
      size += part.length;
      if (size > unfoldedLimit) throw notDocx(`its text unfolds to more than ${unfoldedLimit} bytes`);
      parts.push(part);
      if (final) whole.set(file.name, joinBytes(parts));
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  feed(unzip, bytes);
  if (!whole.has(main)) throw notDocx(`it holds no whole ${main}`);
  return whole;
}

/** Feeds the archive in small steps, so that the limit is met before much was unfolded. */
function feed(unzip: Unzip, bytes: Uint8Array): void {
  const step = 64 * 1024;
  try {
    for (let at = 0; at < bytes.length; at += step)
      unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  } catch (error) {
    throw error instanceof Error && error.name === "ExportError" ? error : notDocx("the archive is damaged", error);
  }
}

const silent: ReadonlySet<string> = new Set(["w:del", "w:instrText", "w:delText", "w:pPrChange", "mc:Fallback"]);

/** Cells of the row that is being read, outermost table first. */
type OpenRow = string[][];

function readParagraphs(xml: string, rows: boolean, numbering: Numbering): string {
  if (xml.includes("<!DOCTYPE")) throw notDocx("its XML declares a document type");
  const lines: string[] = [];
  let line = "";
  let inText = false;
  let silence = 0;
  const open: OpenRow = [];
  const take = (words: string) => {
    const cell = open.at(-1)?.at(-1);
    if (cell === undefined) lines.push(words);
    else open.at(-1)?.splice(-1, 1, cell + (cell === "" || words === "" ? "" : " ") + words.replaceAll("\n", " "));
  };
  let paragraph: { style: string | null; list: string | null; level: string | null } | null = null;
  const parser = new SaxesParser();
  parser.on("opentag", ({ attributes, name }) => {
    const value = attributes["w:val"] ?? null;
    if (name === "w:p") paragraph = { style: null, list: null, level: null };
    if (paragraph !== null && silence === 0) {
      if (name === "w:pStyle") paragraph.style = value;
      if (name === "w:numId") paragraph.list = value;
      if (name === "w:ilvl") paragraph.level = value;
    }
    if (silent.has(name)) silence += 1;
    inText = name === "w:t";
    if (name === "w:tab") line += "\t";
    if (name === "w:br" || name === "w:cr") line += "\n";
    if (rows && name === "w:tr") open.push([]);
    if (rows && name === "w:tc") open.at(-1)?.push("");
  });
  parser.on("text", (text) => {
    if (inText && silence === 0) line += text;
  });
  parser.on("closetag", ({ name }) => {
    if (silent.has(name)) silence -= 1;
    if (name === "w:t") inText = false;
    if (rows && name === "w:tr") take(open.pop()?.join(cellGap) ?? "");
    if (name !== "w:p") return;
    take(line.trim() === "" || paragraph === null ? line : numbering.label(paragraph) + line);
    line = "";
    paragraph = null;
  });
  parser.on("error", (error) => {
    throw notDocx("its XML is broken", error);
  });
  parser.write(xml).close();
  return lines.join("\n");
}
