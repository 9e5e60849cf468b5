import { joinBytes } from "@diaoyan/instruments";
import { Unzip, UnzipInflate } from "fflate";
import { SaxesParser } from "saxes";
import { docxRefused } from "../errors.ts";
import { ParagraphReader } from "./paragraph-reader.ts";
import { createNumbering, type Numbering, noNumbering } from "./read-numbering.ts";

/** Bytes a part of a .docx may unfold to: a zip bomb is stopped there. */
const unfoldedLimit = 64 * 1024 * 1024;
const main = "word/document.xml";
const numberParts = ["word/numbering.xml", "word/styles.xml"];

/** How a .docx is read. */
export interface DocxReading {
  /** One line a row of a table, its cells joined by `cellGap`; else one line a paragraph. */
  readonly rows?: boolean;
  /** Numbers that the list settings of the document give its paragraphs (第一条, （一）) are written before them. */
  readonly numbers?: boolean;
}

/**
 * Text of a .docx, one line a paragraph: text runs, tabs and breaks; deleted, moved away and hidden text, readings above
 * characters, fields' codes and footnotes are left out. Entities are never resolved. Throws `docx.refused` for a file that is no .docx.
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

function readParagraphs(xml: string, rows: boolean, numbering: Numbering): string {
  if (xml.includes("<!DOCTYPE")) throw notDocx("its XML declares a document type");
  const reader = new ParagraphReader(rows, numbering);
  const parser = new SaxesParser();
  parser.on("opentag", ({ attributes, name }) => reader.open(name, attributes["w:val"] ?? null));
  parser.on("text", (text) => reader.take(text));
  parser.on("closetag", ({ name }) => reader.close(name));
  parser.on("error", (error) => {
    throw notDocx("its XML is broken", error);
  });
  parser.write(xml).close();
  return reader.lines.join("\n");
}
