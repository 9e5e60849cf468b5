/** Most ways a matcher may have to try on one text; a pattern that can exceed them is refused. */
const maximumWays = 100_000;

/** An unbounded repeat counts as many ways as a default text has characters. */
const unbounded = 2_000;

interface Cursor {
  readonly pattern: string;
  at: number;
}

class Unsafe extends Error {}

function readRepeat(cursor: Cursor): readonly [number, number] {
  const match = /^(?:([*+?])|\{(\d{1,4})(?:(,)(\d{0,4}))?\})\??/u.exec(cursor.pattern.slice(cursor.at));
  if (!match) return [1, 1];
  cursor.at += match[0].length;
  if (match[1] === "*") return [0, unbounded];
  if (match[1] === "+") return [1, unbounded];
  if (match[1] === "?") return [0, 1];
  const least = Number(match[2]);
  if (!match[3]) return [least, least];
  return [least, match[4] ? Number(match[4]) : unbounded];
}

function readClass(cursor: Cursor): void {
  const match = /^\[(?:\\.|[^\]\\])*\]/su.exec(cursor.pattern.slice(cursor.at));
  if (!match) throw new Unsafe("a character class that does not end");
  cursor.at += match[0].length;
}

/** Ways to match one group: its alternatives add up, its parts multiply. */
function readGroup(cursor: Cursor): number {
  const open = /^\((?:\?:)?/u.exec(cursor.pattern.slice(cursor.at))?.[0] ?? "";
  cursor.at += open.length;
  if (cursor.pattern[cursor.at] === "?") throw new Unsafe("look-ahead, look-behind or a named group");
  const ways = readAlternatives(cursor);
  if (cursor.pattern[cursor.at] !== ")") throw new Unsafe("a bracket that does not close");
  cursor.at += 1;
  return ways;
}

function readAtom(cursor: Cursor): number {
  const sign = cursor.pattern[cursor.at];
  if (sign === "(") return readGroup(cursor);
  if (sign === "[") {
    readClass(cursor);
    return 1;
  }
  if (sign === "\\" && /[1-9k]/u.test(cursor.pattern[cursor.at + 1] ?? "")) throw new Unsafe("a back-reference");
  cursor.at += sign === "\\" ? 2 : 1;
  return 1;
}

/** Ways of an atom repeated `least` to `most` times. */
function repeatedWays(ways: number, [least, most]: readonly [number, number]): number {
  const choices = most - least + 1;
  return ways === 1 ? choices : ways ** Math.max(most, 1) * choices;
}

function readSequence(cursor: Cursor): number {
  let ways = 1;
  while (cursor.at < cursor.pattern.length && !"|)".includes(cursor.pattern[cursor.at] ?? "")) {
    const atom = readAtom(cursor);
    ways *= repeatedWays(atom, readRepeat(cursor));
  }
  return ways;
}

function readAlternatives(cursor: Cursor): number {
  let ways = readSequence(cursor);
  while (cursor.pattern[cursor.at] === "|") {
    cursor.at += 1;
    ways += readSequence(cursor);
  }
  return ways;
}

/**
 * Why a pattern of a regex validator is not accepted, or null (rule LI9). The number of ways a backtracking matcher can
 * take through the pattern is bounded from above by its repeats and alternatives; it must start with ^ so that the
 * matcher begins once.
 */
export function findUnsafeRegex(pattern: string): string | null {
  if (pattern.length > 500) return "it is longer than 500 characters";
  try {
    new RegExp(pattern, "u");
  } catch {
    return "it is no regular expression in Unicode mode";
  }
  if (!pattern.startsWith("^") || /^\^.*\|/su.test(topLevel(pattern))) return "it does not start with ^ as a whole";
  try {
    const ways = readAlternatives({ pattern, at: 0 });
    return ways > maximumWays ? "a matcher could try too many ways (nested or several unbounded repeats)" : null;
  } catch (error) {
    if (error instanceof Unsafe) return `it holds ${error.message}`;
    throw error;
  }
}

/** The pattern without what stands in brackets or escapes. */
function topLevel(pattern: string): string {
  let flat = pattern.replace(/\\./gsu, "").replace(/\[[^\]]*\]/gu, "");
  for (let before = ""; before !== flat; ) {
    before = flat;
    flat = flat.replace(/\([^()]*\)/gu, "");
  }
  return flat;
}
