import { fisherTail, type Tail } from "../distributions/tails.ts";
import { invertMatrix } from "./invert-matrix.ts";
import { covarianceOfTotals, type SurveyDesign } from "./survey-design.ts";
import { dot } from "./vectors.ts";

/** A design-based test of independence: F with what the design takes from its degrees of freedom. */
export interface RaoScott extends Tail {
  readonly statistic: number;
  readonly df1: number;
  readonly df2: number;
  /** Mean of the generalised design effects. */
  readonly designEffect: number;
}

/** Weighted cells: row and column of each case (complete ones), weights, and how many of each. */
export interface WeightedCells {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly weights: Float64Array;
  readonly rowCount: number;
  readonly columnCount: number;
}

/**
 * Rao & Scott's second-order corrected chi-square (1984, Ann. Statist. 12, p. 46) as F (Thomas & Rao 1987), as R's
 * svychisq: Δ = (CᵀD⁻¹C/n)⁻¹ CᵀD⁻¹VD⁻¹C with C the contrasts of association, V the design covariance of the cell shares.
 * The statistic is Pearson's of the shares times n, over the trace of Δ. Null where the design leaves no degrees of freedom.
 */
export function testRaoScott(cells: WeightedCells, design: SurveyDesign, degrees: number): RaoScott | null {
  const { rows, columns, weights, rowCount, columnCount } = cells;
  const n = weights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = new Float64Array(rowCount * columnCount);
  for (const [row, weight] of weights.entries()) {
    const cell = (rows[row] ?? 0) * columnCount + (columns[row] ?? 0);
    shares[cell] = (shares[cell] ?? 0) + weight / total;
  }
  if (n < 2 || degrees < 1) return null;
  const residuals = Array.from(shares, (share, cell) =>
    weights.map((weight, row) => {
      const inside = (rows[row] ?? 0) * columnCount + (columns[row] ?? 0) === cell ? 1 : 0;
      return (weight * (inside - share)) / total;
    }),
  );
  const v = covarianceOfTotals(design, residuals);
  const contrasts = associationContrasts(rowCount, columnCount);
  const scaled = contrasts.map((contrast) =>
    contrast.map((value, cell) => ((shares[cell] ?? 0) > 0 ? value / (shares[cell] ?? 1) : 0)),
  );
  const denominator = contrasts.map((a) => Float64Array.from(scaled, (b) => dot(a, b) / n));
  const numerator = scaled.map((a) => {
    const image = Float64Array.from(v, (line) => dot(line, a));
    return Float64Array.from(scaled, (b) => dot(image, b));
  });
  const delta = multiply(invertMatrix(denominator), numerator);
  const trace = delta.reduce((sum, row, place) => sum + (row[place] ?? 0), 0);
  const squared = multiply(delta, delta).reduce((sum, row, place) => sum + (row[place] ?? 0), 0);
  const df1 = trace ** 2 / squared;
  if (!(trace > 0) || !(df1 > 0) || !Number.isFinite(trace)) return null;
  const statistic = pearsonOfShares(shares, rowCount, columnCount, n) / trace;
  const df2 = df1 * degrees;
  return { statistic, df1, df2, ...fisherTail(statistic, df1, df2), designEffect: trace / contrasts.length };
}

function multiply(a: readonly Float64Array[], b: readonly Float64Array[]): readonly Float64Array[] {
  return a.map((row) =>
    Float64Array.from(b, (_, column) => row.reduce((sum, value, k) => sum + value * (b[k]?.[column] ?? 0), 0)),
  );
}

/** A basis of what is at right angles to all rows and columns: products of contrasts of rows and of columns. */
function associationContrasts(rowCount: number, columnCount: number): readonly Float64Array[] {
  const contrasts: Float64Array[] = [];
  for (let a = 1; a < rowCount; a += 1)
    for (let b = 1; b < columnCount; b += 1)
      contrasts.push(
        Float64Array.from({ length: rowCount * columnCount }, (_, cell) => {
          const [row, column] = [Math.floor(cell / columnCount), cell % columnCount];
          return ((row === a ? 1 : 0) - 1 / rowCount) * ((column === b ? 1 : 0) - 1 / columnCount);
        }),
      );
  return contrasts;
}

function pearsonOfShares(shares: Float64Array, rowCount: number, columnCount: number, n: number): number {
  const [down, across] = [new Float64Array(rowCount), new Float64Array(columnCount)];
  for (const [cell, share] of shares.entries()) {
    const [row, column] = [Math.floor(cell / columnCount), cell % columnCount];
    down[row] = (down[row] ?? 0) + share;
    across[column] = (across[column] ?? 0) + share;
  }
  return (
    n *
    shares.reduce((sum, share, cell) => {
      const expected = (down[Math.floor(cell / columnCount)] ?? 0) * (across[cell % columnCount] ?? 0);
      return sum + (share - expected) ** 2 / expected;
    }, 0)
  );
}
