import { decodeText } from "../contract/decode-text.ts";
import { problem } from "../problems.ts";

/** Text of a .txt, in whatever encoding `decodeText` knows. Throws `transcript.invalid`. */
export function readPlainText(bytes: Uint8Array): string {
  const text = decodeText(bytes);
  if (text !== undefined) return text;
  throw problem("transcript.invalid", "the file is no text in UTF-8, UTF-16 with a mark, or GB18030", {
    remedy: "save it as UTF-8 and import it again",
  });
}
