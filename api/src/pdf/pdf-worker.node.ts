import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { getDocument, type PDFPageProxy } from "unpdf/pdfjs";
import { joinLines, type PageLine } from "./join-lines.ts";
import type { PdfRefusal, PdfText } from "./pdf-text.ts";

/** What the thread answers. */
export type PdfAnswer = { readonly read: PdfText } | { readonly refused: PdfRefusal; readonly message: string };

/** Pages a document may have. */
const maximumPages = 2_000;
/** Text is gathered until it is longer than any that is kept. */
const enough = 500_000;

/** Tables of Chinese character codes that stand beside the sources: without them texts of unembedded fonts are lost in silence. */
const charactersFolder = join(import.meta.dirname, "../../cmaps");

/** Gives the reader those tables; fonts and programs, which only drawing needs, are never had. */
class CharacterTables {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    return new Uint8Array(await readFile(join(charactersFolder, basename(filename))));
  }
}

async function readPages(bytes: Uint8Array): Promise<PdfText | { readonly pages: number }> {
  const loading = getDocument({
    data: bytes,
    cMapUrl: `${charactersFolder}/`,
    BinaryDataFactory: CharacterTables,
    useWorkerFetch: false,
    // nothing is drawn: neither fonts nor pictures are needed
    useSystemFonts: false,
    disableFontFace: true,
    isOffscreenCanvasSupported: false,
    maxImageSize: 0,
    verbosity: 0,
  } as Parameters<typeof getDocument>[0]);
  const document = await loading.promise;
  if (document.numPages > maximumPages) return { pages: document.numPages };
  const pages: (readonly PageLine[])[] = [];
  let length = 0;
  for (let number = 1; number <= document.numPages && length < enough; number += 1) {
    const page = await document.getPage(number);
    const lines = await readLines(page);
    page.cleanup();
    length += lines.reduce((sum, { text }) => sum + text.length, 0);
    pages.push(lines);
  }
  const pagesWithText = pages.filter((lines) => lines.length > 0).length;
  return { text: joinLines(pages), pages: document.numPages, pagesWithText };
}

async function readLines(page: PDFPageProxy): Promise<readonly PageLine[]> {
  const { items } = await page.getTextContent();
  const lines: PageLine[] = [];
  let open: PageLine | null = null;
  for (const item of items) {
    if (!("str" in item)) continue;
    const [from = 0, height = 0] = [item.transform[4] as number, item.height];
    if (item.str !== "") {
      const to = from + item.width;
      open =
        open === null
          ? { text: item.str, from, to, height }
          : {
              text: open.text + item.str,
              from: Math.min(open.from, from),
              to: Math.max(open.to, to),
              height: Math.max(open.height, height),
            };
    }
    if (item.hasEOL && open !== null) {
      lines.push(open);
      open = null;
    }
  }
  if (open !== null) lines.push(open);
  return lines.filter(({ text }) => text.trim() !== "");
}

function explain(error: unknown): PdfAnswer {
  const { message = "", name = "" } = (error ?? {}) as { readonly message?: string; readonly name?: string };
  return name === "PasswordException"
    ? { refused: "password", message: "it is protected by a password" }
    : { refused: "damaged", message: message === "" ? "it is no PDF" : message };
}

const answer = await readPages(workerData as Uint8Array).then(
  (read): PdfAnswer =>
    "text" in read
      ? { read }
      : { refused: "pages", message: `it has ${read.pages} pages, at most ${maximumPages} are read` },
  explain,
);
parentPort?.postMessage(answer);
