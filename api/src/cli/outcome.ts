/** A user's mistake on the command line: printed without a stack trace, exit status 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** The work itself failed in a way the user can mend: printed without a stack trace, exit status 1. */
export class WorkError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "WorkError";
    this.code = code;
  }
}
