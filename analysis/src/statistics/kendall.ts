import { normalTail, type Tail } from "../distributions/tails.ts";
import { tieSizes } from "./ranks.ts";

/** Kendall's tau-b with its asymptotic test, ties corrected (Kendall 1970, Rank Correlation Methods, §4.8); n log n by Knight (1966). */
export function kendallTauB(x: readonly number[], y: readonly number[]): Tail & { readonly r: number } {
  const n = x.length;
  const pairs = (n * (n - 1)) / 2;
  const [tx, ty] = [tieSizes(x), tieSizes(y)];
  const tied = (sizes: readonly number[]): number => sizes.reduce((sum, t) => sum + (t * (t - 1)) / 2, 0);
  const both = tied(tieSizes(pairKeys(x, y)));
  const discordant = countInversions(sortedSecond(x, y));
  const score = pairs - tied(tx) - tied(ty) + both - 2 * discordant;
  const r = score / Math.sqrt((pairs - tied(tx)) * (pairs - tied(ty)));
  return { r, ...normalTail(score / Math.sqrt(scoreVariance(n, tx, ty))) };
}

function scoreVariance(n: number, tx: readonly number[], ty: readonly number[]): number {
  const sum = (sizes: readonly number[], term: (t: number) => number): number =>
    sizes.reduce((total, t) => total + term(t), 0);
  const spread = (t: number): number => t * (t - 1) * (2 * t + 5);
  const twos = (t: number): number => t * (t - 1);
  const threes = (t: number): number => t * (t - 1) * (t - 2);
  const base = (spread(n) - sum(tx, spread) - sum(ty, spread)) / 18;
  const first = (sum(tx, twos) * sum(ty, twos)) / (2 * n * (n - 1));
  const second = n > 2 ? (sum(tx, threes) * sum(ty, threes)) / (9 * n * (n - 1) * (n - 2)) : 0;
  return base + first + second;
}

/** One number for each distinct pair of values. */
function pairKeys(x: readonly number[], y: readonly number[]): readonly number[] {
  const keys = new Map<string, number>();
  return x.map((value, index) => {
    const name = `${value} ${y[index]}`;
    const key = keys.get(name) ?? keys.size;
    keys.set(name, key);
    return key;
  });
}

function sortedSecond(x: readonly number[], y: readonly number[]): number[] {
  const order = [...x.keys()].sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0) || (y[a] ?? 0) - (y[b] ?? 0));
  return order.map((index) => y[index] ?? 0);
}

/** Pairs that stand in falling order, counted by merge sort. */
function countInversions(values: number[]): number {
  let from = values;
  let to = new Array<number>(values.length);
  let count = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width)
      count += merge(from, to, {
        start,
        middle: Math.min(start + width, values.length),
        end: Math.min(start + 2 * width, values.length),
      });
    [from, to] = [to, from];
  }
  return count;
}

function merge(
  from: readonly number[],
  to: number[],
  { start, middle, end }: { readonly start: number; readonly middle: number; readonly end: number },
): number {
  let [left, right, count] = [start, middle, 0];
  for (let place = start; place < end; place += 1) {
    if (left < middle && (right >= end || (from[left] ?? 0) <= (from[right] ?? 0))) to[place] = from[left++] ?? 0;
    else {
      count += middle - left;
      to[place] = from[right++] ?? 0;
    }
  }
  return count;
}
