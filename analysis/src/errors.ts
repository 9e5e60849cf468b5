/** A mistake in what was handed to `analysis`; `code` is stable, the message names what came and how to mend it. */
export class AnalysisError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "AnalysisError";
    this.code = code;
  }
}

/** A selection whose end stands before its start. */
export function spanReversed(start: number, end: number): AnalysisError {
  return new AnalysisError(
    "coding.span-reversed",
    `end of the span must not precede its start, got ${start} to ${end}`,
  );
}

/** A selection without a visible character. */
export function emptyQuote(start: number, end: number): AnalysisError {
  return new AnalysisError(
    "coding.empty-quote",
    `span ${start} to ${end} covers no visible character; select the words to be coded`,
  );
}

/** A quote that is not what the transcript holds at the offsets. */
export function quoteDiffers(given: string, found: string): AnalysisError {
  return new AnalysisError(
    "coding.quote-differs",
    `quote was “${given}” but the transcript holds “${found}” at these offsets; count offsets in code points of this revision`,
  );
}
