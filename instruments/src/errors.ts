import type { LintFinding } from "./lint/finding.ts";

/** A mistake in what was handed to `instruments`; `code` is stable, the message names what came and how to mend it. */
export class InstrumentError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "InstrumentError";
    this.code = code;
  }
}

/** A position that is not a whole number from 0 to the length of the text. */
export function offsetOutOfRange(offset: number, length: number): InstrumentError {
  return new InstrumentError(
    "text.offset-out-of-range",
    `offset must be a whole number from 0 to ${length} (the length of the text), got ${offset}`,
  );
}

/** A UTF-16 position between the two halves of one character. */
export function offsetInsideCharacter(offset: number): InstrumentError {
  return new InstrumentError(
    "text.offset-inside-character",
    `UTF-16 offset ${offset} stands between the halves of one character; move it by one`,
  );
}

/** Half of a UTF-16 pair that stands alone. */
export function loneSurrogate(offset: number): InstrumentError {
  return new InstrumentError(
    "text.lone-surrogate",
    `text has half a character (lone surrogate) at UTF-16 offset ${offset}; save the file again as UTF-8`,
  );
}

/** A transcript without a single visible character. */
export function emptyTranscript(): InstrumentError {
  return new InstrumentError("transcript.empty", "transcript text is empty; expected at least one spoken sentence");
}

/** A NUL character: the file is no text. */
export function nulInTranscript(offset: number): InstrumentError {
  return new InstrumentError(
    "transcript.nul",
    `transcript text has a NUL character at UTF-16 offset ${offset}, so it is not a plain text; convert it to UTF-8 text`,
  );
}

/** A text beyond the limit in code points. */
export function transcriptTooLong(length: number, limit: number): InstrumentError {
  return new InstrumentError(
    "transcript.too-long",
    `transcript text has ${length} characters, at most ${limit} are accepted; split it by session`,
  );
}

/** A value that RFC 8785 gives no text. */
export function jsonNotCanonical(what: string): InstrumentError {
  return new InstrumentError("json.not-canonical", `JSON value has no canonical form (RFC 8785): it holds ${what}`);
}

/** A questionnaire the lint does not accept; `findings` name every place and its remedy. */
export class QuestionnaireRefused extends InstrumentError {
  readonly findings: readonly LintFinding[];

  constructor(message: string, findings: readonly LintFinding[]) {
    super("questionnaire.refused", message);
    this.name = "QuestionnaireRefused";
    this.findings = findings;
  }
}

/** The error of a questionnaire with findings, its message listing the errors among them. */
export function questionnaireRefused(name: string, findings: readonly LintFinding[]): QuestionnaireRefused {
  const errors = findings.filter(({ severity }) => severity === "error");
  const lines = errors.map(({ path, message, remedy }) => `\n  ${path}: ${message}; ${remedy}`);
  return new QuestionnaireRefused(`questionnaire ${name} has ${errors.length} errors:${lines.join("")}`, findings);
}

/** A questionnaire whose rules random answers do not meet. */
export function answersNotGenerated(name: string, problem: string): InstrumentError {
  return new InstrumentError(
    "simulate.no-answers",
    `no draw of answers to ${name} met its rules; last problem: ${problem}`,
  );
}
