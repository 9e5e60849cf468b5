import { type DocxReading, ExportError, readDocxText } from "@diaoyan/exports";
import { problem } from "../problems.ts";

/** The words of a .docx that somebody handed in. Throws `transcript.invalid` for a file that is no .docx. */
export function readDocxWords(bytes: Uint8Array, reading: DocxReading = {}): string {
  try {
    return readDocxText(bytes, reading);
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    const refusal = problem("transcript.invalid", error.message, {
      remedy: "open it in Word or WPS, save it as .docx, and import that",
    });
    refusal.cause = error;
    throw refusal;
  }
}
