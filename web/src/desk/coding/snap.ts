import { splitClauses, splitSentences, splitWithin } from "@diaoyan/analysis";
import {
  brandAs,
  type CodePointOffset,
  type OffsetIndex,
  snapToUnits,
  type TextSpan,
  trimSpan,
} from "@diaoyan/instruments";

/** What a selection is widened to; `free` leaves it as it is. */
export const snapUnits = ["free", "clause", "sentence", "turn"] as const;
export type SnapUnit = (typeof snapUnits)[number];

export function spanOf(start: number, end: number): TextSpan {
  return { start: brandAs<CodePointOffset>(start), end: brandAs<CodePointOffset>(end) };
}

/** The units within turns, in order. Sentences stand for `free`. */
export function listUnits(index: OffsetIndex, turns: readonly TextSpan[], unit: SnapUnit): readonly TextSpan[] {
  if (unit === "turn") return turns;
  const split = unit === "clause" ? splitClauses : splitSentences;
  return turns.flatMap((turn) => splitWithin(index, turn, split));
}

/** A selection widened to the units it touches, without white space at its ends. */
export function snapSelection(
  index: OffsetIndex,
  turns: readonly TextSpan[],
  { span, unit }: { readonly span: TextSpan; readonly unit: SnapUnit },
): TextSpan {
  if (unit === "free") return trimSpan(index, span);
  const touched = turns.filter(({ start, end }) => start < Math.max(span.end, span.start + 1) && end > span.start);
  return trimSpan(index, snapToUnits(span, listUnits(index, touched, unit)));
}

/** A span with one end moved by characters (code points); never empty, never outside the text. */
export function moveEdge(span: TextSpan, edge: "start" | "end", by: number, length: number): TextSpan {
  if (edge === "start") return spanOf(Math.min(span.end - 1, Math.max(0, span.start + by)), span.end);
  return spanOf(span.start, Math.max(span.start + 1, Math.min(length, span.end + by)));
}

/** The unit after or before the end of a span that is moved along; undefined at the ends of the text. */
export function stepUnit(units: readonly TextSpan[], from: TextSpan | null, by: 1 | -1): TextSpan | undefined {
  if (from === null) return by === 1 ? units[0] : units.at(-1);
  return by === 1 ? units.find(({ start }) => start >= from.end) : units.findLast(({ end }) => end <= from.start);
}
