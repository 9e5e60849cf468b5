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
  readonly file: string;
  readonly line: number;
  /** The directive as written, cut to a readable length; empty where the text itself is wrong. */
  readonly directive: string;
  readonly message: string;
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
  const lines = findings.map(
    ({ file, line, directive, message }) => `\n  ${file}:${line}${directive === "" ? "" : ` ${directive}`}: ${message}`,
  );
  return new OutlineRefused(
    "outline.invalid",
    `the outline has ${findings.length} problems:${lines.join("")}`,
    findings,
  );
}

/** A final build while texts are still to be written. */
export function placeholdersRemain(findings: readonly OutlineFinding[]): OutlineRefused {
  const lines = findings.map(({ file, line, message }) => `\n  ${file}:${line}: ${message}`);
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
  "too-large": "export fewer sources, or leave recordings out of the export",
} as const;

/** A file that cannot be read as REFI-QDA; the code is `qda.` and the reason. */
export function qdaRefused(reason: keyof typeof qdaRemedies, why: string): ExportError {
  return new ExportError(`qda.${reason}`, `the file cannot be read as REFI-QDA: ${why}; ${qdaRemedies[reason]}`);
}
