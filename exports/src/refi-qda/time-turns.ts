import { brandAs, codePointLength, type Turn } from "@diaoyan/instruments";
import type { QdaTime } from "./qda-project.ts";

/**
 * Turns with the moments a recording gives for their beginnings. A moment counts for a turn where it stands at its words, at
 * its label or between it and the turn before. A text in which nobody is named is cut into a turn for each moment.
 */
export function timeTurns(
  text: string,
  turns: readonly Turn[],
  times: readonly QdaTime[],
): { readonly turns: readonly Turn[]; readonly unplaced: number } {
  const ordered = times.toSorted((a, b) => a.position - b.position || a.at - b.at);
  const [only, ...more] = turns;
  if (only?.speaker === "" && only.at === null && more.length === 0) return cutTurns(text, only, ordered);
  const used = new Set<QdaTime>();
  const timed = turns.map((turn, index) => {
    const from = turns[index - 1]?.end ?? 0;
    const found = ordered.findLast(({ position }) => position >= from && position <= turn.start);
    if (found === undefined) return turn;
    used.add(found);
    return turn.at === null ? { ...turn, at: found.at / 1000 } : turn;
  });
  return { turns: timed, unplaced: times.length - used.size };
}

/** A turn for the words between one moment and the next; those before the first have none. */
function cutTurns(text: string, whole: Turn, times: readonly QdaTime[]): ReturnType<typeof timeTurns> {
  const letters = [...text];
  const starts = times.filter(({ position }, at) => position < whole.end && position !== times[at + 1]?.position);
  const bounds = [{ at: null, position: 0 }, ...starts].map(({ at, position }, index) => {
    return { at, from: position, to: starts[index]?.position ?? letters.length };
  });
  const turns = bounds.flatMap(({ at, from, to }): readonly Turn[] => {
    const words = letters.slice(from, to).join("");
    const start = from + codePointLength(words) - codePointLength(words.trimStart());
    const end = start + codePointLength(words.trim());
    const span = { start: brandAs<Turn["start"]>(start), end: brandAs<Turn["end"]>(end) };
    return end === start ? [] : [{ ...whole, ...span, at: at === null ? null : at / 1000 }];
  });
  return { turns, unplaced: times.length - starts.length };
}
