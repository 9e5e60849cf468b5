import type { AlignedStretch } from "../model/deidentify.ts";
import { brandAs, type CodePointOffset } from "../model/ids.ts";
import { assertWellFormed } from "../text/well-formed.ts";

/** Differences beyond which a stretch counts as replaced as a whole. */
const mostEdits = 1_500;

/**
 * Where each stretch of a text stands in a corrected one: lines first, then the characters of lines that differ. Stretches
 * are code points, follow each other without a gap in the first text, and those kept are equal character for character.
 */
export function alignTexts(before: string, after: string): readonly AlignedStretch[] {
  assertWellFormed(before);
  assertWellFormed(after);
  const stretches: AlignedStretch[] = [];
  const push = (kept: boolean, from: number, to: number): void => {
    const last = stretches.at(-1);
    const [start, there] = [Number(last?.from.end ?? 0), Number(last?.to.end ?? 0)];
    if (last !== undefined && last.kept === kept) {
      stretches[stretches.length - 1] = {
        kept,
        from: span(last.from.start, start + from),
        to: span(last.to.start, there + to),
      };
    } else if (from + to > 0) stretches.push({ kept, from: span(start, start + from), to: span(there, there + to) });
  };
  for (const run of compare(splitLines(before), splitLines(after))) {
    const [a, b] = [[...run.before.join("")], [...run.after.join("")]];
    if (run.kept) push(true, a.length, b.length);
    else for (const part of compare(a, b)) push(part.kept, part.before.length, part.after.length);
  }
  return stretches;
}

function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

function span(start: number, end: number) {
  return { start: brandAs<CodePointOffset>(start), end: brandAs<CodePointOffset>(end) };
}

interface Run {
  readonly kept: boolean;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Runs that stayed and runs that became something else, by the greedy algorithm of Myers (1986) between equal ends. */
function compare(a: readonly string[], b: readonly string[]): readonly Run[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const [oldMiddle, newMiddle] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const kept = keptPairs(oldMiddle, newMiddle);
  const runs: Run[] = [{ kept: true, before: a.slice(0, head), after: b.slice(0, head) }];
  let [i, j] = [0, 0];
  for (const [x, y] of [...kept, [oldMiddle.length, newMiddle.length] as const]) {
    if (x > i || y > j) runs.push({ kept: false, before: oldMiddle.slice(i, x), after: newMiddle.slice(j, y) });
    if (x < oldMiddle.length)
      runs.push({ kept: true, before: oldMiddle.slice(x, x + 1), after: newMiddle.slice(y, y + 1) });
    [i, j] = [x + 1, y + 1];
  }
  runs.push({ kept: true, before: a.slice(a.length - tail), after: b.slice(b.length - tail) });
  return runs.filter((run) => run.before.length + run.after.length > 0);
}

/** Pairs of places that a shortest edit script keeps; none where it would be too long. */
function keptPairs(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  if (a.length === 0 || b.length === 0) return [];
  const most = Math.min(a.length + b.length, mostEdits);
  const furthest = new Int32Array(2 * most + 3);
  const trail: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    trail.push(furthest.slice(most - edits, most + edits + 3));
    for (let k = -edits; k <= edits; k += 2) {
      const x = follow(a, b, stepTo(furthest, most + 1, edits, k), k);
      furthest[most + 1 + k] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(trail, edits, a.length, b.length);
    }
  }
  return [];
}

/** Whether the furthest way to a diagonal comes from above it, by something added. */
function isDown(furthest: Int32Array, zero: number, edits: number, k: number): boolean {
  return k === -edits || (k !== edits && (furthest[zero + k - 1] ?? 0) < (furthest[zero + k + 1] ?? 0));
}

function stepTo(furthest: Int32Array, zero: number, edits: number, k: number): number {
  const at = zero + k;
  return isDown(furthest, zero, edits, k) ? (furthest[at + 1] ?? 0) : (furthest[at - 1] ?? 0) + 1;
}

function follow(a: readonly string[], b: readonly string[], from: number, k: number): number {
  let x = from;
  while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
  return x;
}

function walkBack(trail: readonly Int32Array[], edits: number, endX: number, endY: number) {
  const pairs: [number, number][] = [];
  let [x, y] = [endX, endY];
  for (let d = edits; d >= 0; d -= 1) {
    // what was kept of a step begins at diagonal -d - 1
    const furthest = trail[d] as Int32Array;
    const k = x - y;
    const from = d === 0 ? 0 : stepTo(furthest, d + 1, d, k);
    while (x > from && y > from - k) pairs.push([--x, --y]);
    if (d > 0) [x, y] = isDown(furthest, d + 1, d, k) ? [from, y - 1] : [from - 1, y];
  }
  return pairs.reverse();
}
