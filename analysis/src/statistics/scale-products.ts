import type { ScaleAnswers } from "../dataset/scale-answers.ts";
import { mirrorLower, multiplyFour } from "./cross-products.ts";

/** A packed sum has four places of this many values each. */
const place = 2 ** 13;

/** XᵀX, and the sum of each column. */
interface ScaleSums {
  readonly products: readonly Float64Array[];
  readonly totals: Float64Array;
}

/**
 * XᵀX of answers on a scale over rows where none is missing: two columns stand in one number, (a + 2¹³b)(c + 2²⁶d) holds
 * four products, and their sums over as many cases as keep below 2¹³ take 52 bits, so that nothing rounds.
 */
export function scaleProducts(columns: readonly ScaleAnswers[], rows: Int32Array): ScaleSums {
  const largest = columns.reduce((most, column) => Math.max(most, column.largest), 1);
  const cases = Math.floor((place - 1) / largest ** 2);
  const halves = Math.ceil(columns.length / 4) * 2;
  const room = Array.from({ length: halves }, () => [new Float64Array(cases), new Float64Array(cases)] as const);
  const products = columns.map(() => new Float64Array(columns.length));
  const totals = new Float64Array(columns.length);
  const four = new Float64Array(4);
  for (let from = 0; from < rows.length; from += cases) {
    const stretch = rows.subarray(from, from + cases);
    for (const [k, into] of room.entries()) packTwo([columns[2 * k], columns[2 * k + 1]], stretch, into);
    const near = room.map(
      ([left, right]) => [left.subarray(0, stretch.length), right.subarray(0, stretch.length)] as const,
    );
    for (const [k, [left]] of near.entries()) addTotals(left, totals, 2 * k);
    for (let a = 0; a < halves; a += 2)
      for (let b = 0; b <= a; b += 2) {
        multiplyFour(
          [near[a]?.[0] ?? empty, near[a + 1]?.[0] ?? empty],
          [near[b]?.[1] ?? empty, near[b + 1]?.[1] ?? empty],
          four,
        );
        for (let at = 0; at < 4; at += 1) unpack(four[at] ?? 0, products, [2 * (a + (at >> 1)), 2 * (b + (at & 1))]);
      }
  }
  return { products: mirrorLower(products), totals };
}

const empty = new Float64Array();
const noBytes = new Uint8Array();

/** Writes two columns as left and as right factors; a column that is not there is 0. */
function packTwo(
  [first, second]: readonly [ScaleAnswers | undefined, ScaleAnswers | undefined],
  rows: Int32Array,
  [left, right]: readonly [Float64Array, Float64Array],
): void {
  const [firsts, seconds] = [first?.bytes ?? noBytes, second?.bytes ?? noBytes];
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const a = firsts[row] ?? 0;
    const b = seconds[row] ?? 0;
    left[at] = a + place * b;
    right[at] = a + place ** 2 * b;
  }
}

/** Adds what two packed columns come to. */
function addTotals(packed: Float64Array, totals: Float64Array, first: number): void {
  let sum = 0;
  for (let at = 0; at < packed.length; at += 1) sum += packed[at] ?? 0;
  const low = sum % place;
  totals[first] = (totals[first] ?? 0) + low;
  if (first + 1 < totals.length) totals[first + 1] = (totals[first + 1] ?? 0) + (sum - low) / place;
}

/** Adds the four sums of a packed one to a square of the matrix whose upper left corner is given. */
function unpack(packed: number, sums: readonly Float64Array[], [row, column]: readonly [number, number]): void {
  let rest = packed;
  for (let at = 0; at < 4; at += 1) {
    const share = rest % place;
    rest = (rest - share) / place;
    const line = sums[row + (at & 1)];
    const to = column + (at >> 1);
    if (line !== undefined && to < line.length) line[to] = (line[to] ?? 0) + share;
  }
}
