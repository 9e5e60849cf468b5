import { factorCholesky, solveCholesky, solveLower } from "./cholesky.ts";
import { crossProducts } from "./cross-products.ts";
import type { FactoredColumns } from "./factored-columns.ts";
import { factorHouseholder, invertUpper } from "./householder.ts";
import { subtractFitted } from "./subtract-fitted.ts";
import { dot, dotEach } from "./vectors.ts";

/** From this many cases for each column on, sums of products are worth their way. */
const manyCases = 100;
/** A column that keeps this share of its squares beside those before it loses at most three of sixteen digits in sums of products. */
const farFromDependent = 1e-3;

/**
 * Factors the columns of X, without missing values. Many cases whose columns are far from dependent go by sums of
 * products, with one corrected solution (Björck 1987, Linear Algebra Appl. 88/89, p. 31); all others by Householder's QR,
 * which loses half the digits the sums would lose. Instead the place of a column that those before it make up.
 */
export function factorColumns(columns: readonly Float64Array[]): FactoredColumns | { readonly singular: number } {
  const n = columns[0]?.length ?? 0;
  return (n >= manyCases * columns.length ? factorProducts(columns) : null) ?? factorHouseholder(columns);
}

/** Null where a column is near those before it. */
function factorProducts(columns: readonly Float64Array[]): FactoredColumns | null {
  const products = crossProducts(columns);
  const lengths = products.map((row, place) => Math.sqrt(row[place] ?? 0));
  const scaled = products.map((row, a) => row.map((value, b) => value / ((lengths[a] ?? 1) * (lengths[b] ?? 1))));
  const factored = factorCholesky(scaled);
  if ("singular" in factored) return null;
  const { lower } = factored;
  if (lower.some((row, place) => !((row[place] ?? 0) ** 2 > farFromDependent))) return null;
  const solveScaled = (right: Float64Array): Float64Array =>
    solveCholesky(
      lower,
      right.map((value, place) => value / (lengths[place] ?? 1)),
    ).map((value, place) => value / (lengths[place] ?? 1));
  return {
    // R = LᵀD, D the lengths
    inverse: invertUpper((row, column) => (lower[column]?.[row] ?? 0) * (lengths[column] ?? 1), lower.length),
    spreads: Float64Array.from(
      lower,
      (row, place) => (lengths[place] ?? 0) ** 2 * dot(row.subarray(1), row.subarray(1)),
    ),
    explain(outcome) {
      const right = dotEach(columns, outcome).map((sum, place) => sum / (lengths[place] ?? 1));
      const shares = solveLower(lower, right);
      return dot(shares, shares);
    },
    solve(outcome) {
      const first = solveScaled(dotEach(columns, outcome));
      const rest = subtractFitted(outcome, columns, first);
      const correction = solveScaled(dotEach(columns, rest));
      return {
        coefficients: first.map((value, place) => value + (correction[place] ?? 0)),
        residuals: subtractFitted(rest, columns, correction),
      };
    },
  };
}
