import { parseTimeCode } from "./time-code.ts";

/** A turn whose end is not yet known; `from` is where its label begins, `start` where its words begin (UTF-16 units). */
export interface OpenTurn {
  readonly speaker: string;
  readonly at: number | null;
  readonly until: number | null;
  readonly from: number;
  readonly start: number;
}

/** A turn with the end of its words. */
export interface BoundTurn extends OpenTurn {
  readonly end: number;
}

/** `#00:12:05-3#` as f4 writes it, or `[00:12:05]`; hours must be there, for `(3:20)` may be a ratio and `（14:30）` a time of day. */
const typed = /#(\d{1,3}:\d{2}:\d{2})(?:-(\d))?#|[[【(（]\s*(\d{1,2}(?:[:：]\d{2}){2}(?:[.,]\d{1,3})?)\s*[\]】)）]/gu;
const sentenceEnd = /[。！？；…”』」.!?\n]$/u;

/**
 * Turns by the time codes typed among their words. One before the words is when the turn begins; one behind them is when it
 * ends and, where nothing else says so, when the next begins; one after a sentence begins another turn of the same person.
 * One within a sentence stays among the words.
 */
export function cutAtTypedTimes(text: string, turns: readonly BoundTurn[]): readonly BoundTurn[] {
  const cut: BoundTurn[] = [];
  let ended: number | null = null;
  for (const whole of turns) {
    let turn: BoundTurn = whole.at === null && ended !== null ? { ...whole, at: ended } : whole;
    ended = null;
    for (const code of text.slice(whole.start, whole.end).matchAll(typed)) {
      const [from, to] = [whole.start + code.index, whole.start + code.index + code[0].length];
      const at = parseTimeCode(`${code[1] ?? code[3]}${code[2] === undefined ? "" : `.${code[2]}`}`);
      const before = text.slice(turn.start, from).replace(/[ \t\u3000]+$/u, "");
      if (at === null) continue;
      if (before.trim() === "") turn = { ...turn, at: turn.at ?? at, start: to };
      else if (text.slice(to, whole.end).trim() === "") {
        turn = { ...turn, until: turn.until ?? at, end: from };
        ended = at;
      } else if (sentenceEnd.test(before)) {
        cut.push({ ...turn, end: from });
        turn = { ...turn, at, from, start: to };
      }
    }
    cut.push(turn);
  }
  return cut;
}
