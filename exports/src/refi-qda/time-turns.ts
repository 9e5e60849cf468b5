import { brandAs, codePointLength, type Turn } from "@diaoyan/instruments";
import type { QdaTime } from "./qda-project.ts";

/**
 * Turns with the moments a recording gives for their beginnings. A moment counts for a turn where it stands at its words, at
 * its label or between it and the turn before. A text in which nobody is named is cut into a turn for each moment; a turn of
 * somebody is cut where a moment begins a sentence or a line of it, and goes on as the same person's.
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
  const letters = [...text];
  const cut = timed.flatMap((turn) => {
    const inside = ordered.filter(
      (time) => !used.has(time) && time.position > turn.start && time.position < turn.end && begins(letters, time),
    );
    const starts = inside.filter(({ position }, at) => position !== inside[at + 1]?.position);
    for (const time of starts) used.add(time);
    return starts.length === 0 ? [turn] : cutTurn(letters, turn, starts);
  });
  return { turns: cut, unplaced: times.length - used.size };
}

/** Whether a sentence or a line begins at a moment. */
function begins(letters: readonly string[], { position }: QdaTime): boolean {
  const before = letters
    .slice(Math.max(0, position - 8), position)
    .join("")
    .replace(/[ \t]+$/u, "");
  return /[。！？；…”』」\n]$/u.test(before);
}

/** A turn for the words between one moment and the next; those before the first have none. */
function cutTurns(text: string, whole: Turn, times: readonly QdaTime[]): ReturnType<typeof timeTurns> {
  const letters = [...text];
  const starts = times.filter(({ position }, at) => position < whole.end && position !== times[at + 1]?.position);
  const all = { ...whole, start: brandAs<Turn["start"]>(0), end: brandAs<Turn["end"]>(letters.length) };
  return { turns: cutTurn(letters, all, starts), unplaced: times.length - starts.length };
}

/** A turn cut at moments; the part before the first keeps the turn's own time. */
function cutTurn(letters: readonly string[], turn: Turn, starts: readonly QdaTime[]): readonly Turn[] {
  const first = { at: turn.at === null ? null : turn.at * 1000, position: Number(turn.start) };
  const bounds = [first, ...starts].map(({ at, position }, index) => {
    return { at, from: position, to: starts[index]?.position ?? turn.end };
  });
  return bounds.flatMap(({ at, from, to }): readonly Turn[] => {
    const words = letters.slice(from, to).join("");
    const start = from + codePointLength(words) - codePointLength(words.trimStart());
    const end = start + codePointLength(words.trim());
    const span = { start: brandAs<Turn["start"]>(start), end: brandAs<Turn["end"]>(end) };
    return end === start ? [] : [{ ...turn, ...span, at: at === null ? null : at / 1000 }];
  });
}
