import { AnalysisError } from "./analysis-error.ts";

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

/** An attribute of interviews and a variable of the survey that share no group. */
export function groupsApart(attribute: string, variable: string, values: readonly string[]): AnalysisError {
  return new AnalysisError(
    "corpus.groups-apart",
    `no value of “${variable}” is one of “${attribute}” (${values.join(", ")}); take the variable that means the same, or recode it`,
  );
}

/** A group that an attribute does not have. */
export function unknownGroup(attribute: string, group: string, values: readonly string[]): AnalysisError {
  return new AnalysisError(
    "corpus.unknown-group",
    `no transcript has “${group}” as “${attribute}”; expected one of ${values.join(", ")}`,
    values,
  );
}

/** A coefficient of agreement that the ratings leave undefined. */
export function noAgreementDefined(method: string): AnalysisError {
  return new AnalysisError(
    "agreement.undefined",
    `${method} is not defined here: the ratings do not vary, or no unit was rated twice; take percent, or add units`,
  );
}

/** A negative number at the ratio level, whose distances need a zero below everything. */
export function ratioNegative(value: number): AnalysisError {
  return new AnalysisError(
    "agreement.ratio-negative",
    `level ratio expects ratings of 0 or more, got ${value}; take level interval`,
  );
}

/** Coders none of whose text another of them coded; `work` counts their transcripts. */
export function noSharedText(coders: readonly string[], work: ReadonlyMap<string, number>): AnalysisError {
  const said = [...work].map(([coder, count]) => `${coder} ${count}`).join(", ");
  return new AnalysisError(
    "agreement.no-shared-text",
    `no text was coded by two of the coders ${coders.join(", ") || "(none)"}, so there is no agreement to measure; transcripts coded: ${said || "none"}; give two coders the same transcripts`,
  );
}

/** A coder who made no coding. */
export function coderUnknown(coder: string, known: readonly string[]): AnalysisError {
  return new AnalysisError(
    "agreement.coder-unknown",
    `coders: “${coder}” made no coding; expected one of ${known.join(", ") || "(nobody coded)"}`,
  );
}

/** A transcript that the corpus does not hold. */
export function transcriptUnknown(id: string): AnalysisError {
  return new AnalysisError(
    "corpus.unknown-transcript",
    `transcripts: the corpus has no transcript “${id}”; give its id as the list of transcripts shows it`,
  );
}

/** Too few coded examples to learn from. */
export function examplesTooFew(examples: number, labels: number): AnalysisError {
  return new AnalysisError(
    "suggestions.too-few",
    `suggestions need coded examples of at least two codes, got ${examples} examples of ${labels}; code some segments of other codes first`,
  );
}
