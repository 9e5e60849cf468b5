/**
 * Text of a file as people save it: UTF-8 or UTF-16 with a mark, UTF-16 without one where the first character is Latin,
 * plain UTF-8, else GB18030. Undefined where the bytes are text in none of these.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encoding = unicodeEncoding(bytes);
  const text = encoding === undefined ? (decode(bytes, "utf-8") ?? decode(bytes, "gb18030")) : decode(bytes, encoding);
  return text?.includes("\0") ? undefined : text;
}

/** What the first two bytes tell: a mark, or a Latin letter beside a zero. */
function unicodeEncoding([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (second === 0 && first !== 0 && first !== undefined) return "utf-16le";
  return first === 0 && second !== 0 && second !== undefined ? "utf-16be" : undefined;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return undefined;
  }
}
