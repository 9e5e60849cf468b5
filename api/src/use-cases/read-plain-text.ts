import { problem } from "../problems.ts";

/** Text of a .txt: UTF-8 with or without a mark, UTF-16 with a mark, else GB18030 as Chinese editors save it. */
export function readPlainText(bytes: Uint8Array): string {
  const marked = markedEncoding(bytes);
  const text = marked === undefined ? (decode(bytes, "utf-8") ?? decode(bytes, "gb18030")) : decode(bytes, marked);
  if (text !== undefined) return text;
  throw problem("transcript.invalid", "the file is no text in UTF-8, UTF-16 with a mark, or GB18030", {
    remedy: "save it as UTF-8 and import it again",
  });
}

function markedEncoding([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return undefined;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return undefined;
  }
}
