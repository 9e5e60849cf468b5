import type { Tail } from "../distributions/tails.ts";

/** How p-values of several comparisons are adjusted. */
export type Adjustment = "holm" | "bonferroni" | "bh";

/** An adjusted p with its decimal logarithm. */
export interface AdjustedTail {
  readonly pAdjusted: number;
  readonly log10PAdjusted: number | null;
}

/**
 * Adjusts p-values for being many: Bonferroni, Holm (1979, Scand. J. Statist. 6, p. 65), Benjamini–Hochberg (1995,
 * JRSS B 57, p. 289). In the order given. Taken on the logarithms, so that nothing is lost far out.
 */
export function adjustTails(tails: readonly Tail[], method: Adjustment): readonly AdjustedTail[] {
  const m = tails.length;
  const logs = tails.map(({ log10P }) => log10P ?? Number.NEGATIVE_INFINITY);
  const order = [...logs.keys()].sort((a, b) => (logs[a] ?? 0) - (logs[b] ?? 0));
  const factor = (place: number): number =>
    method === "bonferroni" ? m : method === "holm" ? m - place : m / (place + 1);
  const raised = order.map((index, place) => Math.min(0, (logs[index] ?? 0) + Math.log10(factor(place))));
  const settled = method === "bh" ? runDown(raised) : method === "holm" ? runUp(raised) : raised;
  const adjusted = new Array<AdjustedTail>(m);
  for (const [place, index] of order.entries()) {
    const log = settled[place] ?? 0;
    adjusted[index] = { pAdjusted: 10 ** log, log10PAdjusted: Number.isFinite(log) ? log : null };
  }
  return adjusted;
}

function runUp(values: readonly number[]): readonly number[] {
  let largest = Number.NEGATIVE_INFINITY;
  return values.map((value) => {
    largest = Math.max(largest, value);
    return largest;
  });
}

function runDown(values: readonly number[]): readonly number[] {
  let least = 0;
  return [...values]
    .reverse()
    .map((value) => {
      least = Math.min(least, value);
      return least;
    })
    .reverse();
}
