import { CommanderError } from "commander";
import { ProblemError } from "../contract/index.ts";
import { Problem } from "../problems.ts";
import { DataFolderError } from "../storage/data-folder-error.ts";
import { readStorageTrouble, type StorageTrouble } from "../storage/storage-trouble.ts";
import { UsageError } from "./outcome.ts";
import type { Terminal } from "./terminal.node.ts";

interface Failure {
  readonly status: 0 | 1 | 2;
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
}

/** Prints what went wrong, as JSON where asked for; a mistake in the program itself is thrown on with its stack. */
export function reportFailure(
  error: unknown,
  { terminal, asJson }: { readonly terminal: Terminal; readonly asJson: boolean },
): 0 | 1 | 2 {
  const failure = describeFailure(error);
  if (failure.status === 0 || failure.message === "") return failure.status;
  const { code, message, remedy } = failure;
  if (asJson) terminal.err(`${JSON.stringify({ error: { code, message, ...(remedy && { remedy }) } })}\n`);
  else terminal.err(`diaoyan: ${message}\n${remedy ? `  ${remedy}\n` : ""}`);
  return failure.status;
}

const storageRemedies: Readonly<Record<StorageTrouble, string>> = {
  full: "the disk is full: make room and begin again",
  unwritable:
    "the folder or file cannot be written: see whom it belongs to, and whether its disk is mounted for reading only",
  locked: "another process holds the database: let it end and begin again",
};

function describeFailure(error: unknown): Failure {
  // commander has printed its own message by now
  if (error instanceof CommanderError) return { status: error.exitCode === 0 ? 0 : 2, code: error.code, message: "" };
  if (error instanceof UsageError) return { status: 2, code: "usage", message: error.message };
  if (error instanceof ProblemError || error instanceof Problem) {
    const { code, detail, errors = [], remedy } = error.body;
    // what is wrong at a place often stands in the detail already
    const told = errors.filter(({ message }) => !detail.includes(message));
    const places = told.map(({ place, message }) => (place === "" ? message : `${place}: ${message}`));
    return { status: 1, code, message: [detail, ...places].join("\n  "), ...(remedy && { remedy }) };
  }
  if (error instanceof DataFolderError) {
    return { status: 1, code: error.code, message: error.message, remedy: error.remedy };
  }
  const trouble = readStorageTrouble(error);
  if (trouble !== undefined && hasCode(error)) {
    return { status: 1, code: error.code, message: error.message, remedy: storageRemedies[trouble] };
  }
  if (hasCode(error)) return { status: 1, code: error.code, message: error.message };
  throw error;
}

/** The catalogues of all workspaces mark their errors with a stable `code`; so does Node for files and ports. */
function hasCode(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && typeof (error as { readonly code?: unknown }).code === "string";
}
