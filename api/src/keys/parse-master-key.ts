/** Reads a master key of 32 bytes written as 64 hexadecimal digits; `place` names where it stood. */
export function parseMasterKey(text: string, place: string): Uint8Array<ArrayBuffer> {
  const digits = text.trim();
  if (!/^[0-9a-f]{64}$/i.test(digits)) {
    throw new Error(`${place}: expected a master key of 64 hexadecimal digits, got ${digits.length} characters`);
  }
  return Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16));
}
