import { InstrumentError, type ParsedPolicy, readPolicyText } from "@diaoyan/instruments";
import { decodeText } from "../contract/decode-text.ts";
import { policyFormats } from "../contract/policies.ts";
import { type PdfRefusal, PdfRefused } from "../pdf/pdf-text.ts";
import type { Ports } from "../ports/ports.ts";
import { Problem, problem } from "../problems.ts";
import { instrumentProblem } from "./instrument-problem.ts";
import { readDocxWords } from "./read-docx-words.ts";
import { readHtmlText } from "./read-html-text.ts";

/** A file of a policy document: its name tells the format. */
export interface PolicyFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

type Refusal = "invalid" | "damaged" | "empty" | "format" | "protected" | "scanned";

const refused = (reason: Refusal, detail: string, remedy: string) => problem(`policy.${reason}`, detail, { remedy });

/** The provisions of a file. Throws `policy.invalid`, and `runtime.unsupported` for a PDF where no reader is. */
export async function readPolicyFile(runtime: Ports["runtime"], given: PolicyFile): Promise<ParsedPolicy> {
  const text = await readWords(runtime, given);
  if (text.trim() === "")
    throw refused("empty", `${given.file} holds no words`, "look at the file, and import one that has text");
  try {
    return readPolicyText(text);
  } catch (error) {
    if (error instanceof InstrumentError) throw instrumentProblem("policy.invalid", error);
    throw error;
  }
}

async function readWords(runtime: Ports["runtime"], { bytes, file }: PolicyFile): Promise<string> {
  const ending = /\.([^.]+)$/u.exec(file)?.[1]?.toLowerCase() ?? "";
  const format = policyFormats.find((one) => one === ending);
  refuseOtherFormats(file, ending, bytes);
  if (bytes.length === 0) throw refused("empty", `${file} is empty`, "download or save it again, and look at its size");
  if (format === "pdf" || startsWith(bytes, "%PDF-")) return readPdfWords(runtime, { bytes, file });
  if (format === "docx") return readWordFile({ bytes, file });
  const text = decodeText(bytes);
  if (text === undefined) {
    throw refused(
      "damaged",
      `${file} is no text in UTF-8, UTF-16 with a mark, or GB18030`,
      "save it as UTF-8 and import it again",
    );
  }
  if (format === "txt") return text;
  try {
    return readHtmlText(text);
  } catch (error) {
    // nested deeper than any page that people wrote
    if (error instanceof RangeError)
      throw refused("invalid", `${file} is nested too deep`, "copy its words into a .txt and import that");
    throw error;
  }
}

function refuseOtherFormats(file: string, ending: string, bytes: Uint8Array): void {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    throw refused(
      "format",
      `${file} is a file of Word 97 or WPS, or one that is protected by a password`,
      "open it in Word or WPS, take its password off, and save it as .docx",
    );
  }
  if ((policyFormats as readonly string[]).includes(ending)) return;
  throw refused(
    "format",
    `${file}: expected .docx, .html, .pdf or .txt, got ${ending === "" ? "a name without an ending" : `.${ending}`}`,
    ending === "ofd" ? "export it as PDF in its reader, and import that" : "save it in one of these formats",
  );
}

function readWordFile({ bytes, file }: PolicyFile): string {
  try {
    return readDocxWords(bytes, { rows: true, numbers: true });
  } catch (error) {
    if (error instanceof Problem) throw refused("damaged", `${file}: ${error.body.detail}`, error.body.remedy ?? "");
    throw error;
  }
}

const pdfRemedies: Readonly<Record<PdfRefusal, string>> = {
  damaged: "download it again, or print it to PDF anew, and import that",
  password: "open it with its password, print it to PDF without one, and import that",
  pages: "split it, and import the parts",
  slow: "print it to PDF anew, or copy its words into a .txt, and import that",
};

async function readPdfWords(runtime: Ports["runtime"], { bytes, file }: PolicyFile): Promise<string> {
  if (runtime.readPdf === null) {
    throw problem("runtime.unsupported", `${file}: PDF files are not read by this server`, {
      remedy: "save it as .docx or .txt and import that, or use the server on Node",
    });
  }
  try {
    const { pages, pagesWithText, text } = await runtime.readPdf(bytes);
    if (text.trim().length < pages * 4) {
      throw refused(
        "scanned",
        `${file} has ${pages} pages and ${pagesWithText === 0 ? "no text" : "hardly any text"}: it was scanned`,
        "recognise its text (OCR) with WPS or another program, check it against the picture, and import the .docx or .txt",
      );
    }
    return text;
  } catch (error) {
    if (error instanceof PdfRefused)
      throw refused(
        error.reason === "password" ? "protected" : error.reason === "damaged" ? "damaged" : "invalid",
        `${file} cannot be read as PDF: ${error.message}`,
        pdfRemedies[error.reason],
      );
    throw error;
  }
}

function startsWith(bytes: Uint8Array, mark: string): boolean {
  return [...mark].every((character, at) => bytes[at] === character.charCodeAt(0));
}
