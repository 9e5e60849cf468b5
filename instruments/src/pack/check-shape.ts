import type { z } from "zod";
import type { PackFindings } from "./pack-finding.ts";

/** A parsed file and where a path inside it stands. */
export interface ParsedFile {
  readonly file: string;
  readonly value: unknown;
  lineOf(path: readonly PropertyKey[]): number | null;
}

/** Checks a file against a schema; what is wrong goes to `findings`, and then nothing is answered. */
export function checkShape<Schema extends z.ZodType>(
  parsed: ParsedFile,
  schema: Schema,
  findings: PackFindings,
): z.output<Schema> | undefined {
  const outcome = schema.safeParse(parsed.value, { reportInput: true });
  if (outcome.success) return outcome.data;
  for (const issue of outcome.error.issues) {
    findings.add({
      file: parsed.file,
      path: showPath(issue.path),
      line: parsed.lineOf(issue.path),
      code: `pack.${issue.code.replaceAll("_", "-")}`,
      message: describeIssue(issue),
      remedy: "correct the value at this place; the README of instruments describes the files of a pack",
    });
  }
  return undefined;
}

/** `["codes", 2, "name"]` as `codes[2].name`. */
function showPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((shown, step) => {
    if (typeof step === "number") return `${shown}[${step}]`;
    return shown === "" ? String(step) : `${shown}.${String(step)}`;
  }, "");
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `unknown key ${issue.keys.map((key) => `"${key}"`).join(", ")}`;
  if (issue.code !== "invalid_type") return lowerFirst(issue.message);
  return issue.input === undefined
    ? `missing, expected ${issue.expected}`
    : `expected ${issue.expected}, got ${describeValue(issue.input)}`;
}

function describeValue(value: unknown): string {
  const shown = JSON.stringify(value) ?? String(value);
  return shown.length > 60 ? `${shown.slice(0, 57)}…` : shown;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
