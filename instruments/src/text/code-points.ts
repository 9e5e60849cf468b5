import type { CodePointOffset } from "../model/ids.ts";
import type { TextSpan } from "../model/transcript.ts";
import { createOffsetIndex } from "./offset-index.ts";

/** Length of a text in Unicode code points in one pass; null where half of a surrogate pair stands alone. */
export function countCodePoints(text: string): number | null {
  let pairs = 0;
  for (let at = 0; at < text.length; at += 1) {
    const kind = text.charCodeAt(at) & 0xfc00;
    if (kind === 0xdc00) return null;
    if (kind !== 0xd800) continue;
    at += 1;
    if ((text.charCodeAt(at) & 0xfc00) !== 0xdc00) return null;
    pairs += 1;
  }
  return text.length - pairs;
}

/** Length of a text in Unicode code points; throws `text.lone-surrogate`. */
export function codePointLength(text: string): number {
  return countCodePoints(text) ?? createOffsetIndex(text).length;
}

/** The part of a text that a span in code points covers; throws `text.offset-out-of-range`, `text.lone-surrogate`. */
export function sliceCodePoints(text: string, span: TextSpan): string {
  return createOffsetIndex(text).slice(span);
}

/** Code points → UTF-16 units. Scans the text: for many conversions make one `createOffsetIndex`. */
export function toUtf16Offset(text: string, offset: CodePointOffset): number {
  return createOffsetIndex(text).toUtf16(offset);
}

/** UTF-16 units → code points; throws `text.offset-inside-character` between the halves of a pair. */
export function fromUtf16Offset(text: string, offset: number): CodePointOffset {
  return createOffsetIndex(text).fromUtf16(offset);
}
