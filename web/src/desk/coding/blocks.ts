import type { Coding } from "@diaoyan/analysis";
import {
  brandAs,
  type CodePointOffset,
  createOffsetIndex,
  type TextSpan,
  type Transcript,
  type Turn,
} from "@diaoyan/instruments";

/** A stretch of a block under the same codings. Offsets are code points of the whole transcript. */
export interface Segment extends TextSpan {
  readonly text: string;
  readonly codings: readonly Coding[];
}

/** A speaker turn, or a paragraph of a text without turns, as it is drawn. */
export interface Block extends TextSpan {
  readonly speaker: string;
  /** Seconds from the start of the recording, where they are known. */
  readonly at: number | null;
  readonly segments: readonly Segment[];
}

type Index = ReturnType<typeof createOffsetIndex>;

function paragraphsOf(text: string, index: Index): readonly Turn[] {
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

function cut(block: TextSpan, codings: readonly Coding[], index: Index): readonly Segment[] {
  const inside = (offset: number) => Math.min(block.end, Math.max(block.start, offset));
  const edges = [block.start, block.end, ...codings.flatMap(({ start, end }) => [inside(start), inside(end)])];
  const sorted = [...new Set<number>(edges)].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, place) => {
    const start = brandAs<CodePointOffset>(from);
    const end = brandAs<CodePointOffset>(sorted[place + 1] ?? from);
    const covering = codings.filter((coding) => coding.start < end && coding.end > start);
    return { start, end, text: index.slice({ start, end }), codings: covering };
  });
}

/**
 * Cuts a transcript into blocks and each block where a coding begins or ends, so that overlaps show. One pass over
 * codings in order: with 5,000 codings every block looks only at those that reach it.
 */
export function makeBlocks(transcript: Transcript, codings: readonly Coding[]): readonly Block[] {
  const index = createOffsetIndex(transcript.text);
  const spans = transcript.turns.length > 0 ? transcript.turns : paragraphsOf(transcript.text, index);
  const ordered = [...codings].sort((a, b) => a.start - b.start);
  let open: Coding[] = [];
  let next = 0;
  return spans.map((span) => {
    open = open.filter((coding) => coding.end > span.start);
    for (let coding = ordered[next]; coding !== undefined && coding.start < span.end; coding = ordered[next]) {
      open.push(coding);
      next += 1;
    }
    const reaching = open.filter((coding) => coding.end > span.start && coding.start < span.end);
    const { at, end, speaker, start } = span;
    return { start, end, speaker, at, segments: cut(span, reaching, index) };
  });
}

function sameSegments(a: readonly Segment[], b: readonly Segment[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ start, codings }, at) => {
      const other = b[at];
      return (
        start === other?.start &&
        codings.length === other.codings.length &&
        codings.every((coding, place) => coding === other.codings[place])
      );
    })
  );
}

/** The new blocks, but the old object wherever nothing changed: after one coding only one block is drawn anew. */
export function reuseBlocks(before: readonly Block[], after: readonly Block[]): readonly Block[] {
  return after.map((block, at) => {
    const old = before[at];
    return old !== undefined && old.end === block.end && sameSegments(old.segments, block.segments) ? old : block;
  });
}
