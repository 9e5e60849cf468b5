import type { PackFinding } from "./pack/pack-finding.ts";
import type { LintFinding } from "./profile/finding.ts";

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

/** A JSON file that is no output of a speech recogniser. */
export function notRecognised(reason: string): InstrumentError {
  return new InstrumentError(
    "transcript.json",
    `the file is no transcript of a speech recogniser: ${reason}; expected a list "segments" with "start", "end" and "text", as Whisper writes it`,
  );
}

/** Replacements of a transcript that are empty, out of order or on each other. */
export function replacementsOverlap(start: number, end: number): InstrumentError {
  return new InstrumentError(
    "transcript.replacements-overlap",
    `replacement at ${start} to ${end} is empty or begins before the one above it ends; give them in order and apart`,
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

/** A pack with files that cannot be taken as they are; `findings` name every place and its remedy. */
export class PackRefused extends InstrumentError {
  readonly findings: readonly PackFinding[];

  constructor(message: string, findings: readonly PackFinding[]) {
    super("pack.refused", message);
    this.name = "PackRefused";
    this.findings = findings;
  }
}

/** The error of a pack with findings, its message listing them all. */
export function packRefused(findings: readonly PackFinding[]): PackRefused {
  const lines = findings.map(({ file, line, path, message, remedy }) => {
    const place = [file, line === null ? "" : `line ${line}`, path].filter((part) => part !== "").join(", ");
    return `\n  ${place}: ${message}; ${remedy}`;
  });
  const problems = findings.length === 1 ? "a problem" : `${findings.length} problems`;
  return new PackRefused(`the pack has ${problems}:${lines.join("")}`, findings);
}

/** A CSV text whose quotes do not fit. */
export function csvMalformed(line: number): InstrumentError {
  return new InstrumentError(
    "csv.malformed",
    `CSV line ${line} has a quote that does not close its field; expected "…" around the whole field, quotes inside doubled`,
  );
}

/** A cell of a data file that is no value of its variable. */
export function answerCellInvalid(variable: string, value: string, expected: string): InstrumentError {
  return new InstrumentError(
    "answers.cell-invalid",
    `column "${variable}": expected ${expected}, got "${value.slice(0, 80)}"`,
  );
}

const spreadsheetRemedies = {
  empty: "save it again, or download it again, and look at its size",
  "not-xlsx": "open it in Excel or WPS and save it as .xlsx",
  "old-xls": "open it in Excel or WPS and save it as .xlsx",
  protected: "open it with its password, take the password off, and save it as .xlsx",
  damaged: "open it in Excel or WPS, which may mend it, and save it as .xlsx; or download it again",
  "too-large": "split it into several files, or keep only the sheets and columns that are needed",
} as const;

/** A file that cannot be read as a spreadsheet; the code is `spreadsheet.` and the reason. */
export function spreadsheetRefused(reason: keyof typeof spreadsheetRemedies, what: string): InstrumentError {
  return new InstrumentError(
    `spreadsheet.${reason}`,
    `the file cannot be read as .xlsx: ${what}; ${spreadsheetRemedies[reason]}`,
  );
}

/** A text longer than a cell of a spreadsheet can be. */
export function cellTooLong(sheet: string, row: number, length: number): InstrumentError {
  return new InstrumentError(
    "spreadsheet.cell-too-long",
    `sheet ${sheet}, row ${row}: a text of ${length} characters, a cell holds at most 32767; shorten it`,
  );
}
