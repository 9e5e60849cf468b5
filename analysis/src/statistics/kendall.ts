import { normalTail, type Tail } from "../distributions/tails.ts";
import { type CodedValues, codeValues, countCodes } from "./ranks.ts";

/** Kendall's tau-b with its asymptotic test, ties corrected (Kendall 1970, Rank Correlation Methods, §4.8); n log n by Knight (1966). */
export function kendallTauB(x: ArrayLike<number>, y: ArrayLike<number>): Tail & { readonly r: number } {
  const n = x.length;
  const pairs = (n * (n - 1)) / 2;
  const [a, b] = [codeValues(x), codeValues(y)];
  const [tx, ty] = [countCodes(a.codes, a.values.length), countCodes(b.codes, b.values.length)];
  const order = sortCodes(
    a,
    sortCodes(
      b,
      Int32Array.from({ length: n }, (_, row) => row),
    ),
  );
  const second = order.map((row) => b.codes[row] ?? 0);
  const both = countTiedPairs(order, a, b);
  const score = pairs - tiedPairs(tx) - tiedPairs(ty) + both - 2 * countInversions(second);
  const r = score / Math.sqrt((pairs - tiedPairs(tx)) * (pairs - tiedPairs(ty)));
  return { r: Math.max(-1, Math.min(1, r)), ...normalTail(score / Math.sqrt(scoreVariance(n, tx, ty))) };
}

function tiedPairs(sizes: Float64Array): number {
  return sizes.reduce((sum, t) => sum + (t * (t - 1)) / 2, 0);
}

function scoreVariance(n: number, tx: Float64Array, ty: Float64Array): number {
  const sum = (sizes: Float64Array, term: (t: number) => number): number =>
    sizes.reduce((total, t) => total + term(t), 0);
  const spread = (t: number): number => t * (t - 1) * (2 * t + 5);
  const twos = (t: number): number => t * (t - 1);
  const threes = (t: number): number => t * (t - 1) * (t - 2);
  const base = (spread(n) - sum(tx, spread) - sum(ty, spread)) / 18;
  const first = (sum(tx, twos) * sum(ty, twos)) / (2 * n * (n - 1));
  const second = n > 2 ? (sum(tx, threes) * sum(ty, threes)) / (9 * n * (n - 1) * (n - 2)) : 0;
  return base + first + second;
}

/** Rows in the order of their codes, those of equal code as they stood (counting sort). */
function sortCodes({ codes, values }: CodedValues, rows: Int32Array): Int32Array {
  const next = new Int32Array(values.length + 1);
  for (let place = 0; place < codes.length; place += 1) {
    const code = (codes[place] ?? 0) + 1;
    next[code] = (next[code] ?? 0) + 1;
  }
  for (let code = 1; code < next.length; code += 1) next[code] = (next[code] ?? 0) + (next[code - 1] ?? 0);
  const sorted = new Int32Array(rows.length);
  for (const row of rows) {
    const code = codes[row] ?? 0;
    const place = next[code] ?? 0;
    sorted[place] = row;
    next[code] = place + 1;
  }
  return sorted;
}

/** Pairs of rows equal in both, of rows sorted by both. */
function countTiedPairs(order: Int32Array, a: CodedValues, b: CodedValues): number {
  let [pairs, run] = [0, 0];
  for (let place = 1; place < order.length; place += 1) {
    const [row, before] = [order[place] ?? 0, order[place - 1] ?? 0];
    run = a.codes[row] === a.codes[before] && b.codes[row] === b.codes[before] ? run + 1 : 0;
    pairs += run;
  }
  return pairs;
}

/** Pairs that stand in falling order, counted by merge sort. */
function countInversions(values: Int32Array): number {
  let from = Int32Array.from(values);
  let to = new Int32Array(values.length);
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
  from: Int32Array,
  to: Int32Array,
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
