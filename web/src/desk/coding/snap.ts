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

const characters = new Intl.Segmenter("zh", { granularity: "grapheme" });

/** A place that stands within one character of several code points (👩‍🔬, a letter with its variant), put to its edge. */
function leaveCharacter(place: number, by: number, turns: readonly SpokenSpan[]): number {
  const turn = turns.find(({ start, end }) => place > start && place < end);
  if (turn === undefined) return place;
  let at: number = turn.start;
  for (const { segment } of characters.segment(turn.text)) {
    const next = at + [...segment].length;
    if (place < next) return place === at || by < 0 ? at : next;
    at = next;
  }
  return place;
}

/** A turn with its words. */
export interface SpokenSpan extends TextSpan {
  readonly text: string;
}

/**
 * A span with one end moved by characters; never empty, never outside the turns. Between two turns, where speakers' names stand
 * that are not text to be coded, an end goes on to the turn beyond.
 */
export function moveEdge(span: TextSpan, edge: "start" | "end", by: number, turns: readonly SpokenSpan[]): TextSpan {
  const old = span[edge];
  // a start may stand before any character of a turn, an end behind any
  const shift = edge === "start" ? 0 : 1;
  const wanted = old + by - shift;
  const inside = turns.some(({ start, end }) => wanted >= start && wanted < end);
  const beyond =
    by < 0 ? turns.findLast(({ end }) => end <= wanted)?.end : turns.find(({ start }) => start > wanted)?.start;
  const nearest = beyond === undefined ? undefined : by < 0 ? beyond - 1 : beyond;
  const last = by < 0 ? turns[0]?.start : (turns.at(-1)?.end ?? 0) - 1;
  const place = leaveCharacter(shift + (inside ? wanted : (nearest ?? last ?? old - shift)), by, turns);
  if (edge === "start") return spanOf(place < span.end ? place : leaveCharacter(span.end - 1, -1, turns), span.end);
  return spanOf(span.start, place > span.start ? place : leaveCharacter(span.start + 1, 1, turns));
}

/** The unit after or before the end of a span that is moved along; undefined at the ends of the text. */
export function stepUnit(units: readonly TextSpan[], from: TextSpan | null, by: 1 | -1): TextSpan | undefined {
  if (from === null) return by === 1 ? units[0] : units.at(-1);
  return by === 1 ? units.find(({ start }) => start >= from.end) : units.findLast(({ end }) => end <= from.start);
}
