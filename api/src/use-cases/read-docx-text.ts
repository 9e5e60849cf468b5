import { joinBytes } from "@diaoyan/instruments";
import { Unzip, UnzipInflate } from "fflate";
import { SaxesParser } from "saxes";
import { problem } from "../problems.ts";

/** Bytes the text part of a .docx may unfold to: a zip bomb is stopped there. */
const unfoldedLimit = 64 * 1024 * 1024;
const wanted = "word/document.xml";

/** What stands between the cells of a table that is read as one line a row. */
export const cellGap = " | ";

/**
 * Text of a .docx, one line a paragraph, or with `rows` one line a row of a table: text runs, tabs and breaks; deleted and
 * hidden text, fields' codes and footnotes are left out. Entities are never resolved. Throws `transcript.invalid` for a
 * file that is no .docx.
 */
export function readDocxText(bytes: Uint8Array, { rows = false }: { readonly rows?: boolean } = {}): string {
  return readParagraphs(new TextDecoder("utf-8").decode(unfold(bytes)), rows);
}

function notDocx(reason: string, cause?: unknown) {
  const refusal = problem("transcript.invalid", `the file is no readable .docx: ${reason}`, {
    remedy: "open it in Word or WPS, save it as .docx, and import that",
  });
  refusal.cause = cause;
  return refusal;
}

function unfold(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw notDocx("it does not start as a zip archive");
  const parts: Uint8Array[] = [];
  let size = 0;
  let complete = false;
  const unzip = new Unzip((file) => {
    if (file.name !== wanted) return;
    file.ondata = (error, part, final) => {
      if (error !== null) throw notDocx(error.message, error);
      size += part.length;
      if (size > unfoldedLimit) throw notDocx(`its text unfolds to more than ${unfoldedLimit} bytes`);
      parts.push(part);
      complete ||= final;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  feed(unzip, bytes);
  if (!complete) throw notDocx(`it holds no whole ${wanted}`);
  return joinBytes(parts);
}

/** Feeds the archive in small steps, so that the limit is met before much was unfolded. */
function feed(unzip: Unzip, bytes: Uint8Array): void {
  const step = 64 * 1024;
  try {
    for (let at = 0; at < bytes.length; at += step)
      unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  } catch (error) {
    throw error instanceof Error && error.name === "Problem" ? error : notDocx("the archive is damaged", error);
  }
}

const silent: ReadonlySet<string> = new Set(["w:del", "w:instrText", "w:delText", "mc:Fallback"]);

/** Cells of the row that is being read, outermost table first. */
type OpenRow = string[][];

function readParagraphs(xml: string, rows: boolean): string {
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
  const parser = new SaxesParser();
  parser.on("opentag", ({ name }) => {
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
    take(line);
    line = "";
  });
  parser.on("error", (error) => {
    throw notDocx("its XML is broken", error);
  });
  parser.write(xml).close();
  return lines.join("\n");
}
