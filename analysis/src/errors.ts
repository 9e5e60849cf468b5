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

/** A corpus analysis that was given no corpus. */
export function corpusNeeded(kind: string): AnalysisError {
  return new AnalysisError("corpus.needed", `analysis “${kind}” reads transcripts and codings, but none were given`);
}

/** A code number that the codebook does not hold. */
export function unknownCode(number: string): AnalysisError {
  return new AnalysisError(
    "corpus.unknown-code",
    `codes: the codebook has no code “${number}”; give its number, e.g. 2.1`,
  );
}

/** An attribute that no transcript has. */
export function unknownAttribute(name: string, known: readonly string[]): AnalysisError {
  const choice = known.length > 0 ? `choose one of ${known.join(", ")}` : "no transcript has attributes yet";
  return new AnalysisError("corpus.unknown-attribute", `no transcript has the attribute “${name}”; ${choice}`);
}
