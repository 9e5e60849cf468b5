import { mirrorLower, multiplyFour } from "./cross-products.ts";

/** The largest answer whose products still can be packed. */
const largestAnswer = 11;
/** A packed sum has four places of this many values each. */
const place = 2 ** 13;

/**
 * XᵀX of answers on a scale, whole numbers from 0 to 11: two columns stand in one number, (a + 2¹³b)(c + 2²⁶d) holds four
 * products, and their sums over as many cases as keep below 2¹³ take 52 bits, so that nothing rounds. Null of other numbers.
 */
export function scaleProducts(columns: readonly Float64Array[]): readonly Float64Array[] | null {
  const largest = columns.reduce((most, column) => Math.max(most, largestOf(column)), 1);
  if (largest > largestAnswer) return null;
  const cases = Math.floor((place - 1) / largest ** 2);
  const n = columns[0]?.length ?? 0;
  const halves = Math.ceil(columns.length / 4) * 2;
  const room = Array.from({ length: halves }, () => [new Float64Array(cases), new Float64Array(cases)] as const);
  const sums = columns.map(() => new Float64Array(columns.length));
  const four = new Float64Array(4);
  for (let from = 0; from < n; from += cases) {
    const length = Math.min(cases, n - from);
    for (const [k, into] of room.entries()) packTwo(columns, { k, from, length }, into);
    const near = room.map(([left, right]) => [left.subarray(0, length), right.subarray(0, length)] as const);
    for (let a = 0; a < halves; a += 2)
      for (let b = 0; b <= a; b += 2) {
        multiplyFour(
          [near[a]?.[0] ?? empty, near[a + 1]?.[0] ?? empty],
          [near[b]?.[1] ?? empty, near[b + 1]?.[1] ?? empty],
          four,
        );
        for (let at = 0; at < 4; at += 1) unpack(four[at] ?? 0, sums, [2 * (a + (at >> 1)), 2 * (b + (at & 1))]);
      }
  }
  return mirrorLower(sums);
}

const empty = new Float64Array();

/** Infinity where a number is no answer on a scale. */
function largestOf(column: Float64Array): number {
  let largest = 0;
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row] ?? 0;
    if (!Number.isInteger(value) || value < 0) return Number.POSITIVE_INFINITY;
    if (value > largest) largest = value;
  }
  return largest;
}

interface Stretch {
  readonly k: number;
  readonly from: number;
  readonly length: number;
}

/** Writes columns 2k and 2k + 1 as left and as right factors; a column beyond the last is 0. */
function packTwo(
  columns: readonly Float64Array[],
  { k, from, length }: Stretch,
  [left, right]: readonly [Float64Array, Float64Array],
): void {
  const [first, second] = [columns[2 * k], columns[2 * k + 1]];
  for (let row = 0; row < length; row += 1) {
    const a = first?.[from + row] ?? 0;
    const b = second?.[from + row] ?? 0;
    left[row] = a + place * b;
    right[row] = a + place ** 2 * b;
  }
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
