import { addScaled } from "../statistics/vectors.ts";
import type { SparseVector } from "./feature-space.ts";

/** Products of every pair of vectors, as rows of the lower half with the diagonal. */
export function multiplyPairs(vectors: readonly SparseVector[]): readonly Float64Array[] {
  const rows = vectors.map((_, row) => new Float64Array(row + 1));
  const holders = new Map<number, { readonly rows: number[]; readonly weights: number[] }>();
  vectors.forEach(({ places, weights }, row) => {
    const target = rows[row] ?? new Float64Array();
    places.forEach((place, at) => {
      const weight = weights[at] ?? 0;
      let holder = holders.get(place);
      if (holder === undefined) {
        holder = { rows: [], weights: [] };
        holders.set(place, holder);
      }
      holder.rows.push(row);
      holder.weights.push(weight);
      for (let other = 0; other < holder.rows.length; other += 1) {
        const column = holder.rows[other] ?? 0;
        target[column] = (target[column] ?? 0) + weight * (holder.weights[other] ?? 0);
      }
    });
  });
  return rows;
}

/** Weights of the examples for each label, and the inverse's diagonal, from which leaving one out follows. */
export interface RidgeSolution {
  readonly duals: readonly Float64Array[];
  readonly inverseDiagonal: Float64Array;
}

/**
 * Solves (K + λI) A = Y by Cholesky's factors in place; `targets` are the rows of Y and become those of A. The rows of
 * `products` are used up.
 */
export function solveRidge(
  products: readonly Float64Array[],
  targets: readonly Float64Array[],
  penalty: number,
): RidgeSolution {
  const size = products.length;
  factorise(products, penalty);
  for (let row = 0; row < size; row += 1) {
    const factor = products[row] ?? new Float64Array();
    const target = targets[row] ?? new Float64Array();
    for (let above = 0; above < row; above += 1) {
      const other = targets[above];
      if (other) addScaled(target, other, -(factor[above] ?? 0));
    }
    scale(target, 1 / (factor[row] ?? 1));
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    const factor = products[row] ?? new Float64Array();
    const target = targets[row] ?? new Float64Array();
    scale(target, 1 / (factor[row] ?? 1));
    for (let above = 0; above < row; above += 1) {
      const other = targets[above];
      if (other) addScaled(other, target, -(factor[above] ?? 0));
    }
  }
  return { duals: targets, inverseDiagonal: invertDiagonal(products) };
}

function factorise(rows: readonly Float64Array[], penalty: number): void {
  for (const [i, row] of rows.entries()) {
    row[i] = (row[i] ?? 0) + penalty;
    for (let j = 0; j <= i; j += 1) {
      const other = rows[j] ?? row;
      let sum = row[j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (row[k] ?? 0) * (other[k] ?? 0);
      row[j] = i === j ? Math.sqrt(sum) : sum / (other[j] ?? 1);
    }
  }
}

/** Diagonal of the inverse: squares of the columns of the inverted factor. */
function invertDiagonal(rows: readonly Float64Array[]): Float64Array {
  const size = rows.length;
  const diagonal = new Float64Array(size);
  const column = new Float64Array(size);
  for (let j = 0; j < size; j += 1) {
    for (let i = j; i < size; i += 1) {
      const row = rows[i] ?? column;
      let sum = i === j ? 1 : 0;
      for (let k = j; k < i; k += 1) sum -= (row[k] ?? 0) * (column[k] ?? 0);
      column[i] = sum / (row[i] ?? 1);
      diagonal[j] = (diagonal[j] ?? 0) + (column[i] ?? 0) ** 2;
    }
  }
  return diagonal;
}

function scale(target: Float64Array, factor: number): void {
  for (let at = 0; at < target.length; at += 1) target[at] = (target[at] ?? 0) * factor;
}
