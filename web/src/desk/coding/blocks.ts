import type { Coding } from "@diaoyan/analysis";
import {
  brandAs,
  type CodePointOffset,
  createOffsetIndex,
  type OffsetIndex,
  type TextSpan,
  type Transcript,
  type Turn,
} from "@diaoyan/instruments";

/** A coding and the lane of its bracket: codings that overlap have different lanes. */
export interface Placed {
  readonly coding: Coding;
  readonly lane: number;
}

/** A stretch of a block under the same codings. Offsets are code points of the whole transcript. */
export interface Segment extends TextSpan {
  readonly text: string;
  readonly codings: readonly Coding[];
  readonly marked: boolean;
}

/** A speaker turn, or a paragraph of a text without turns, as it is drawn, with the codings that reach it. */
export interface Block extends TextSpan {
  readonly speaker: string;
  /** Seconds from the start of the recording, where they are known. */
  readonly at: number | null;
  readonly text: string;
  readonly placed: readonly Placed[];
}

/** What of a transcript does not change with its codings. */
export interface Frame {
  readonly index: OffsetIndex;
  readonly blocks: readonly Block[];
}

function paragraphsOf(text: string, index: OffsetIndex): readonly Turn[] {
  const spans: Turn[] = [];
  let from = 0;
  for (const line of text.split("\n")) {
    if (line.trim() !== "") {
      spans.push({ start: index.fromUtf16(from), end: index.fromUtf16(from + line.length), speaker: "", at: null });
    }
    from += line.length + 1;
  }
  return spans;
}

/** Cuts a transcript into blocks, once. */
export function makeFrame({ text, turns }: Pick<Transcript, "text" | "turns">): Frame {
  const index = createOffsetIndex(text);
  const spans = turns.length > 0 ? turns : paragraphsOf(text, index);
  const blocks = spans.map(({ at, end, speaker, start }) => {
    return { start, end, speaker, at, text: index.slice({ start, end }), placed: [] };
  });
  return { index, blocks };
}

/** The spoken words of a stretch, without the speakers' names and times between its turns. */
export function speechOf({ blocks, index }: Frame, { end, start }: TextSpan): string {
  const inside = blocks.filter((block) => block.start < end && block.end > start);
  const parts = inside.map((block) => ({
    start: brandAs<CodePointOffset>(Math.max(start, block.start)),
    end: brandAs<CodePointOffset>(Math.min(end, block.end)),
  }));
  return parts.map((part) => index.slice(part)).join("");
}

/** Lanes for codings in order of their start: the first lane that is free again. */
function assignLanes(ordered: readonly Coding[]): readonly Placed[] {
  const ends: number[] = [];
  return ordered.map((coding) => {
    const free = ends.findIndex((end) => end <= coding.start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = coding.end;
    return { coding, lane };
  });
}

function firstReached(blocks: readonly Block[], offset: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The blocks with their codings. `before` is what was drawn last: a block that nothing changed for stays the same object, so
 * that after one coding only the blocks it reaches are drawn anew.
 */
export function placeCodings(
  frame: Frame,
  codings: readonly Coding[],
  before: readonly Block[] = [],
): readonly Block[] {
  const ordered = [...codings].sort((a, b) => a.start - b.start || b.end - a.end);
  const reaching = new Map<number, Placed[]>();
  for (const placed of assignLanes(ordered)) {
    for (let at = firstReached(frame.blocks, placed.coding.start); at < frame.blocks.length; at += 1) {
      if ((frame.blocks[at]?.start ?? 0) >= placed.coding.end) break;
      const here = reaching.get(at);
      if (here === undefined) reaching.set(at, [placed]);
      else here.push(placed);
    }
  }
  return frame.blocks.map((bare, at) => {
    const placed = reaching.get(at) ?? bare.placed;
    const old = before[at];
    return old !== undefined && samePlaced(old.placed, placed) ? old : { ...bare, placed };
  });
}

function samePlaced(a: readonly Placed[], b: readonly Placed[]): boolean {
  return a.length === b.length && a.every(({ coding, lane }, at) => coding === b[at]?.coding && lane === b[at]?.lane);
}

/** Cuts a block where a coding or the marked stretch begins or ends. */
export function cutBlock(block: Block, marked: TextSpan | null): readonly Segment[] {
  const inside = (offset: number) => Math.min(block.end, Math.max(block.start, offset));
  const spans = [...block.placed.map(({ coding }) => coding), ...(marked === null ? [] : [marked])];
  const edges = [block.start, block.end, ...spans.flatMap(({ start, end }) => [inside(start), inside(end)])];
  const sorted = [...new Set<number>(edges)].sort((a, b) => a - b);
  const index = createOffsetIndex(block.text);
  const within = (offset: number) => index.toUtf16(brandAs<CodePointOffset>(offset - block.start));
  return sorted.slice(0, -1).map((from, place) => {
    const start = brandAs<CodePointOffset>(from);
    const end = brandAs<CodePointOffset>(sorted[place + 1] ?? from);
    const covers = (span: TextSpan) => span.start < end && span.end > start;
    const codings = block.placed.flatMap(({ coding }) => (covers(coding) ? [coding] : []));
    const text = block.text.slice(within(start), within(end));
    return { start, end, text, codings, marked: marked !== null && covers(marked) };
  });
}
