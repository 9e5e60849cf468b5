/** A mistake in what was handed to `exports`; `code` is stable, the message names place, expectation and remedy. */
export class ExportError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "ExportError";
    this.code = code;
  }
}

/** One thing wrong with an outline. */
export interface OutlineFinding {
  /** Why: `outline.…`, `directive.…`, or the code of the analysis that failed. */
  readonly code: string;
  readonly file: string;
  readonly line: number;
  /** The directive as written, cut to a readable length; empty where the text itself is wrong. */
  readonly directive: string;
  readonly message: string;
  /** The case whose section is open. */
  readonly case?: string;
}

/** Where it is: file, line and directive, or the field of the study. */
function placeOf({ file, line, directive }: OutlineFinding): string {
  return line === 0 ? file : `${file}:${line}${directive === "" ? "" : ` ${directive}`}`;
}

/** An outline that cannot be built; `findings` name every place. */
export class OutlineRefused extends ExportError {
  readonly findings: readonly OutlineFinding[];

  constructor(code: string, message: string, findings: readonly OutlineFinding[]) {
    super(code, message);
    this.name = "OutlineRefused";
    this.findings = findings;
  }
}

/** The error of an outline with all that is wrong with it. */
export function outlineRefused(findings: readonly OutlineFinding[]): OutlineRefused {
  const lines = findings.map((finding) => `\n  ${placeOf(finding)}: ${finding.message}`);
  return new OutlineRefused(
    "outline.invalid",
    `the outline has ${findings.length} problems:${lines.join("")}`,
    findings,
  );
}

/** A final build while texts are still to be written. */
export function placeholdersRemain(findings: readonly OutlineFinding[]): OutlineRefused {
  const lines = findings.map((finding) => `\n  ${placeOf(finding)}: ${finding.message}`);
  return new OutlineRefused(
    "outline.placeholders",
    `${findings.length} texts are still to be written, so no final version can be built:${lines.join("")}`,
    findings,
  );
}

/** A bibliography that cannot be read. */
export function bibliographyBroken(line: number, expected: string): ExportError {
  return new ExportError("bibliography.broken", `references.bib:${line}: expected ${expected}`);
}

/** A chart that names data outside itself. */
export function chartNotSelfContained(url: string): ExportError {
  return new ExportError("chart.external-data", `the chart loads “${url}”; a chart must carry its data inside`);
}

/** A column that is missing or does not hold one value a case. */
export function columnUneven(name: string, rows: number, values: number | undefined): ExportError {
  return new ExportError(
    "csv.column-uneven",
    `variable “${name}” must hold ${rows} values, one a case, got ${values ?? "no column"}; nothing is handed out`,
  );
}

/** A text in a column of days or moments that is none. */
export function notADate(
  name: string,
  type: string,
  { row, text }: { readonly row: number; readonly text: string },
): ExportError {
  const expected = type === "date" ? "a day such as 2026-05-01" : "a moment such as 2026-05-01T09:30";
  return new ExportError(
    "data.not-a-date",
    `variable “${name}”, case ${row}: expected ${expected}, got “${text}”; mend the value, or describe the variable as string`,
  );
}

/** More declared missing codes than the format can hold. */
export function tooManyMissingCodes(
  format: string,
  most: number,
  { name, missing }: { readonly name: string; readonly missing: readonly number[] },
): ExportError {
  return new ExportError(
    "data.too-many-missing-codes",
    `variable “${name}”: ${format} holds at most ${most} missing codes a variable, got ${missing.length} (${missing.join(", ")}); join some of them in the questionnaire or variables file, or take .dta or .csv`,
  );
}

/** Where a text stands, and how long it is. */
interface TextPlace {
  readonly name: string;
  readonly row: number;
  readonly length: number;
  readonly unit: "bytes" | "characters";
}

/** A text that is longer than the format can hold. */
export function textTooLong(format: string, longest: number, { name, row, length, unit }: TextPlace): ExportError {
  return new ExportError(
    "data.text-too-long",
    `variable “${name}”, case ${row}: ${format} holds texts of at most ${longest} ${unit}, got ${length}; take .csv or .dta, which hold longer ones, or leave the variable out`,
  );
}

/** A number beyond what the format can hold; `largest` as it is said. */
export function numberTooLarge(
  format: string,
  largest: string,
  { name, value }: { readonly name: string; readonly value: number },
): ExportError {
  return new ExportError(
    "data.number-too-large",
    `variable “${name}”: ${format} holds numbers up to ±${largest}, got ${value}; mend the value or take another format`,
  );
}

/** More rows or columns than the format can hold. */
export function tableTooLarge(format: string, what: string, most: number, got: number): ExportError {
  return new ExportError(
    "data.table-too-large",
    `${format} holds at most ${most} ${what}, got ${got}; take another format, or export fewer`,
  );
}

/** A table without any column. */
export function noColumns(): ExportError {
  return new ExportError("data.no-columns", "the data must have at least one variable, got none; nothing is written");
}

/** Cases that got lost on the way into the file. */
export function casesLost(expected: number, written: number): ExportError {
  return new ExportError(
    "data.cases-lost",
    `the file must hold ${expected} cases, ${written} were written; nothing is handed out, try again`,
  );
}

/** A file that cannot be checked as a package of evidence. */
export function packageUnreadable(why: string): ExportError {
  return new ExportError(
    "package.unreadable",
    `the package cannot be checked: ${why}; take the file as it was exported, and compare with another copy of it`,
  );
}

/** The opinion of a panel that cannot be drafted. */
export function panelIncomplete(meeting: string, field: string, expected: string): ExportError {
  return new ExportError(
    "panel.incomplete",
    `meeting ${meeting}, ${field}: expected ${expected}, got nothing; fill it in at the session's page and save`,
  );
}

const qdaRemedies = {
  "not-qda": "export the project again as REFI-QDA project (.qdpx) or codebook (.qdc)",
  damaged: "export it again, or copy it again: it may not have arrived whole",
  packing: "pack the folder anew as an ordinary zip archive (deflate, no password) with the ending .qdpx",
  "too-large": "export fewer sources, or leave recordings out of the export",
} as const;

/** A file that cannot be read as REFI-QDA; the code is `qda.` and the reason. */
export function qdaRefused(reason: keyof typeof qdaRemedies, why: string): ExportError {
  return new ExportError(`qda.${reason}`, `the file cannot be read as REFI-QDA: ${why}; ${qdaRemedies[reason]}`);
}

/** A document that cannot be read back. */
export function documentUnreadable(why: string): ExportError {
  return new ExportError(
    "docx.unreadable",
    `the document cannot be read: ${why}; save it as .docx (not .doc, .wps or .pdf) and try again`,
  );
}

/** A .docx whose words cannot be read. */
export function docxRefused(why: string): ExportError {
  return new ExportError("docx.refused", `the file is no readable .docx: ${why}`);
}

/** An edited document that does not belong to the outline it should be merged into. */
export function mergeRefused(why: string, remedy: string): ExportError {
  return new ExportError("merge.refused", `the edited document cannot be merged: ${why}; ${remedy}`);
}
