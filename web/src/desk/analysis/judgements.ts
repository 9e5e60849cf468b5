/** What one expert judged: row a, column b holds how many times a weighs more than b; the diagonal is 1. */
export type Matrix = readonly (readonly number[])[];

/** Saaty's scale from “extremely more important” to its reverse. */
export const judgementScale: readonly number[] = [9, 8, 7, 6, 5, 4, 3, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((step, at) =>
  at < 9 ? step : 1 / step,
);

/** A judgement as it is written by hand: 3, or 1/3. */
export function writeJudgement(value: number): string {
  return value >= 1 ? String(value) : `1/${Math.round(1 / value)}`;
}

/** Every pair of criteria once, in the order 1–2, 1–3, …, 2–3, …, by their places. */
export function pairsOf(count: number): readonly { readonly a: number; readonly b: number }[] {
  const places = Array.from({ length: count }, (_, place) => place);
  return places.flatMap((a) => places.slice(a + 1).map((b) => ({ a, b })));
}

/** A matrix of another size: what stands is kept, new criteria weigh as much as all others. */
export function resizeMatrix(matrix: Matrix, count: number): Matrix {
  return Array.from({ length: count }, (_, a) => Array.from({ length: count }, (__, b) => matrix[a]?.[b] ?? 1));
}

/** A matrix in which a weighs `value` times b, and b its reciprocal of a. */
export function judge(matrix: Matrix, { a, b }: { readonly a: number; readonly b: number }, value: number): Matrix {
  return matrix.map((row, at) =>
    row.map((cell, beside) => (at === a && beside === b ? value : at === b && beside === a ? 1 / value : cell)),
  );
}
