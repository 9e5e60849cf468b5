/** One thing wrong with a questionnaire. `code` is stable; `path` points into the JSON, e.g. `survey.pages[0].elements[2]`. */
export interface LintFinding {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** Collects findings while a questionnaire is read. */
export class FindingList {
  readonly findings: LintFinding[] = [];

  error(code: string, path: string, message: string, remedy: string): void {
    this.findings.push({ severity: "error", code, path, message, remedy });
  }

  warn(code: string, path: string, message: string, remedy: string): void {
    this.findings.push({ severity: "warning", code, path, message, remedy });
  }

  get hasErrors(): boolean {
    return this.findings.some((finding) => finding.severity === "error");
  }
}
