import { DataFolderError } from "../storage/data-folder-error.ts";

/** Reads a master key of 32 bytes written as 64 hexadecimal digits; `place` names where it stood. */
export function parseMasterKey(text: string, place: string): Uint8Array<ArrayBuffer> {
  const digits = text.trim();
  if (!/^[0-9a-f]{64}$/i.test(digits)) {
    throw new DataFolderError(
      "key.invalid",
      `${place}: expected a master key of 64 hexadecimal digits, got ${digits.length} characters`,
      "put the master key the data was made with there",
    );
  }
  return Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16));
}
