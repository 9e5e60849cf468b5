/** A mistake in what was handed to `analysis`; `code` is stable, the message names what came and how to mend it. */
export class AnalysisError extends Error {
  readonly code: string;
  /** What could have come instead, where that can be listed. */
  readonly choices: readonly string[];

  constructor(code: string, message: string, choices: readonly string[] = []) {
    super(message);
    this.name = "AnalysisError";
    this.code = code;
    this.choices = choices;
  }
}
