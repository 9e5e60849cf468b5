/** What a look at one thing showed; whatever is not `ok` says how to mend it. */
export type Finding =
  | { readonly check: string; readonly level: "ok"; readonly message: string }
  | { readonly check: string; readonly level: "warning" | "error"; readonly message: string; readonly remedy: string };

/** What the doctor looks at. */
export interface Patient {
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  /** Origin people reach the server at. */
  readonly publicUrl: string | undefined;
  /** What the server is started with as `--trusted-proxy`. */
  readonly trustedProxies: readonly string[];
  /** Days after which a backup is old. */
  readonly backupDays: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder of the built web client. */
  readonly webFolder: string;
  readonly nodeVersion: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Looks at one side of a patient; never throws for what it looks for. */
export type Check = (patient: Patient) => Promise<readonly Finding[]>;

export const ok = (check: string, message: string): Finding => ({ check, level: "ok", message });
export const warn = (check: string, message: string, remedy: string): Finding => ({
  check,
  level: "warning",
  message,
  remedy,
});
export const fail = (check: string, message: string, remedy: string): Finding => ({
  check,
  level: "error",
  message,
  remedy,
});

/** The first line of what an error says. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
