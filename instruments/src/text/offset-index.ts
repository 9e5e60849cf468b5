import { offsetInsideCharacter, offsetOutOfRange } from "../errors.ts";
import { brandAs, type CodePointOffset } from "../model/ids.ts";
import type { TextSpan } from "../model/transcript.ts";
import { assertWellFormed } from "./well-formed.ts";

/** Converts positions of one text between code points and UTF-16 units; each conversion is a binary search. */
export interface OffsetIndex {
  readonly text: string;
  /** Length in code points. */
  readonly length: number;
  toUtf16(offset: CodePointOffset): number;
  fromUtf16(offset: number): CodePointOffset;
  slice(span: TextSpan): string;
}

/**
 * Indexes a text once for many conversions. It keeps only the places of characters outside the basic plane (emoji,
 * rare Han), so an ordinary Chinese text of 300,000 characters costs one scan and no memory.
 * Throws `text.lone-surrogate` for a text that is not well-formed.
 */
export function createOffsetIndex(text: string): OffsetIndex {
  assertWellFormed(text);
  const starts = findAstralStarts(text);
  const length = text.length - starts.length;
  const toUtf16 = (offset: CodePointOffset): number => {
    assertWithin(offset, length);
    return offset + countBelow(starts, offset, true);
  };
  return {
    text,
    length,
    toUtf16,
    fromUtf16(offset) {
      assertWithin(offset, text.length);
      const before = countBelow(starts, offset, false);
      if (before > 0 && starts[before - 1] === offset - 1) throw offsetInsideCharacter(offset);
      return brandAs<CodePointOffset>(offset - before);
    },
    slice: (span) => text.slice(toUtf16(span.start), toUtf16(span.end)),
  };
}

/** UTF-16 positions at which a surrogate pair begins. */
function findAstralStarts(text: string): readonly number[] {
  const starts: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdbff) starts.push(at);
  }
  return starts;
}

/** How many pairs begin before `offset`, which counts code points or UTF-16 units; pair k begins k code points earlier than units. */
function countBelow(starts: readonly number[], offset: number, inCodePoints: boolean): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const start = (starts[middle] ?? 0) - (inCodePoints ? middle : 0);
    if (start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function assertWithin(offset: number, length: number): void {
  if (!Number.isInteger(offset) || offset < 0 || offset > length) throw offsetOutOfRange(offset, length);
}
