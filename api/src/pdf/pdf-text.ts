/** Why the words of a PDF cannot be had. */
export type PdfRefusal = "damaged" | "password" | "pages" | "slow";

/** A PDF whose words cannot be had. */
export class PdfRefused extends Error {
  readonly reason: PdfRefusal;

  constructor(reason: PdfRefusal, message: string) {
    super(message);
    this.name = "PdfRefused";
    this.reason = reason;
  }
}

/** The words of a PDF by paragraphs, and how many of its pages have any. */
export interface PdfText {
  readonly text: string;
  readonly pages: number;
  readonly pagesWithText: number;
}

/** Reads the words of a PDF. Throws `PdfRefused`. */
export type ReadPdf = (bytes: Uint8Array) => Promise<PdfText>;
