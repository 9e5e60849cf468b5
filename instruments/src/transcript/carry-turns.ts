import type { AlignedStretch } from "../model/deidentify.ts";
import { brandAs, type CodePointOffset } from "../model/ids.ts";
import type { Turn } from "../model/transcript.ts";
import { createOffsetIndex } from "../text/offset-index.ts";
import { trimSpan } from "../text/snap-span.ts";

/** A text with its turns. */
export interface TurnedText {
  readonly text: string;
  readonly turns: readonly Turn[];
}

/**
 * The turns of a corrected text, with what its words do not say and the present turns know: cuts between turns that no label
 * marks, exact times and times of ends. They go over by the alignment of both texts. `marked` are the turns that the words of
 * the present text alone give. A time that stands in the corrected text and differs from the one before is the corrector's.
 */
export function carryTurns(
  present: TurnedText & { readonly marked: readonly Turn[] },
  corrected: TurnedText,
  alignment: readonly AlignedStretch[],
): readonly Turn[] {
  const known = new Set(present.marked.map(({ start }) => Number(start)));
  const moved = present.turns.map((turn) => ({
    turn,
    start: carryPoint(alignment, turn.start),
    last: carryPoint(alignment, turn.end - 1),
    isMarked: known.has(turn.start),
  }));
  const cuts = moved.filter(({ isMarked }) => !isMarked).map(({ start }) => start);
  const turns = cutTurns(corrected, cuts);
  let from = 0;
  return turns.map((turn) => {
    const first = moved.find(({ start }) => start >= from && start < turn.end);
    const ended = moved.findLast(({ last }) => last >= turn.start && last < turn.end);
    from = turn.end;
    const at = first?.turn.at ?? null;
    const isSame = at !== null && (turn.at === null || turn.at === Math.floor(at));
    const until = turn.until ?? ended?.turn.until;
    return { ...turn, at: isSame ? at : turn.at, ...(until === undefined ? {} : { until }) };
  });
}

/** Where a character of the first text stands in the other; one that became something else, where that begins. */
function carryPoint(alignment: readonly AlignedStretch[], point: number): number {
  const stretch = alignment.find(({ from }) => from.start <= point && point < from.end);
  if (stretch === undefined) return Number(alignment.at(-1)?.to.end ?? 0);
  return stretch.kept ? stretch.to.start + point - stretch.from.start : stretch.to.start;
}

/** Turns cut at places within them; parts without words are left out. */
function cutTurns({ text, turns }: TurnedText, cuts: readonly number[]): readonly Turn[] {
  const index = createOffsetIndex(text);
  return turns.flatMap((turn) => {
    const inside = [...new Set(cuts)].filter((cut) => cut > turn.start && cut < turn.end).sort((a, b) => a - b);
    const bounds = [turn.start, ...inside.map((cut) => brandAs<CodePointOffset>(cut)), turn.end];
    return bounds.slice(0, -1).flatMap((start, at): readonly Turn[] => {
      const span = trimSpan(index, { start, end: bounds[at + 1] ?? turn.end });
      if (span.end <= span.start) return [];
      const { until, ...head } = turn;
      const isLast = at === bounds.length - 2;
      return [
        {
          ...head,
          ...span,
          at: at === 0 ? turn.at : null,
          ...(isLast && until !== undefined ? { until } : {}),
        },
      ];
    });
  });
}
