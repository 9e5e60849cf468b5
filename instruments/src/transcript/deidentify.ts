import { replacementsOverlap } from "../errors.ts";
import type { AlignedStretch, Replacement } from "../model/deidentify.ts";
import { brandAs, type CodePointOffset } from "../model/ids.ts";
import type { TextSpan } from "../model/transcript.ts";
import { codePointLength } from "../text/code-points.ts";
import { createOffsetIndex } from "../text/offset-index.ts";

/** A text without what tells who somebody is, and which stretch of it stands for which of the original. */
export interface DeidentifiedText {
  readonly text: string;
  readonly alignment: readonly AlignedStretch[];
}

/**
 * Puts replacements into a text. Spans are code points of the text, in order and apart. Throws
 * `transcript.replacements-overlap`, `text.offset-out-of-range`, `text.lone-surrogate`.
 */
export function replaceIdentifiers(text: string, replacements: readonly Replacement[]): DeidentifiedText {
  const index = createOffsetIndex(text);
  const alignment: AlignedStretch[] = [];
  const parts: string[] = [];
  let from = 0;
  let to = 0;
  const add = (end: number, part: string, kept: boolean): void => {
    const length = codePointLength(part);
    if (end > from) alignment.push({ from: span(from, end), to: span(to, to + length), kept });
    parts.push(part);
    from = end;
    to += length;
  };
  for (const { end, replacement, start } of replacements) {
    if (start < from || end <= start) throw replacementsOverlap(start, end);
    add(start, index.slice(span(from, start)), true);
    add(end, replacement, false);
  }
  add(index.length, index.slice(span(from, index.length)), true);
  return { text: parts.join(""), alignment };
}

/** The alignment read the other way: from the de-identified text to the original. */
export function invertAlignment(alignment: readonly AlignedStretch[]): readonly AlignedStretch[] {
  return alignment.map(({ from, kept, to }) => ({ from: to, to: from, kept }));
}

/**
 * Where a span of the one text is in the other: exact within what was kept; a replaced stretch counts as a whole, so a
 * span that cuts one, and an empty one, has no place (null).
 */
export function carrySpan(alignment: readonly AlignedStretch[], { end, start }: TextSpan): TextSpan | null {
  if (end <= start) return null;
  const first = alignment.find(({ from }) => from.start <= start && start < from.end);
  const last = alignment.find(({ from }) => from.start < end && end <= from.end);
  if (!first || !last) return null;
  const from = first.kept
    ? first.to.start + start - first.from.start
    : start === first.from.start
      ? first.to.start
      : null;
  const to = last.kept ? last.to.start + end - last.from.start : end === last.from.end ? last.to.end : null;
  return from === null || to === null || to <= from ? null : span(from, to);
}

/** The smallest span of the other text that holds everything the given one stands for: it takes replaced stretches whole. */
export function carryOutward(alignment: readonly AlignedStretch[], given: TextSpan): TextSpan | null {
  const touched = alignment.filter(({ from, kept }) => !kept && from.start < given.end && from.end > given.start);
  const starts = touched.map(({ from }) => from.start);
  const ends = touched.map(({ from }) => from.end);
  return carrySpan(alignment, span(Math.min(given.start, ...starts), Math.max(given.end, ...ends)));
}

function span(start: number, end: number): TextSpan {
  return { start: brandAs<CodePointOffset>(start), end: brandAs<CodePointOffset>(end) };
}
