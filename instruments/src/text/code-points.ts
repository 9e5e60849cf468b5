import type { CodePointOffset } from "../model/ids.ts";
import type { TextSpan } from "../model/transcript.ts";
import { createOffsetIndex } from "./offset-index.ts";

/** Length of a text in Unicode code points; throws `text.lone-surrogate`. */
export function codePointLength(text: string): number {
  return createOffsetIndex(text).length;
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
