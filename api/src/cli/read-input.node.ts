import { readFile } from "node:fs/promises";
import { decodeText } from "../contract/decode-text.ts";
import { UsageError } from "./outcome.ts";

/** Reads a text file a user named, in whatever encoding it was saved; says which option named it when it cannot be read. */
export async function readInput(option: string, file: string): Promise<string> {
  const text = decodeText(await readBytes(option, file));
  if (text !== undefined) return text;
  throw new UsageError(`${option}: ${file} is no text in UTF-8, UTF-16 or GB18030; save it as UTF-8 and try again`);
}

/** Reads a file of any kind a user named. */
export async function readBytes(option: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`${option}: cannot read ${file}: ${sayReason(error as NodeJS.ErrnoException)}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder, expected a file",
  EACCES: "you may not read it; change its permissions",
};

function sayReason({ code, message }: NodeJS.ErrnoException): string {
  return reasons[code ?? ""] ?? message;
}

/** Reads a JSON file a user named; a syntax error names the file. */
export async function readJsonInput(option: string, file: string): Promise<unknown> {
  const text = await readInput(option, file);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const reason = (error as Error).message.replace(/\s+/g, " ");
    throw new UsageError(`${option}: ${file} is not JSON: ${reason}; open it in an editor and mend that place`);
  }
}
