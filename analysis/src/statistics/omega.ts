import type { SquareMatrix } from "./internal-consistency.ts";
import { extractMinres } from "./minres.ts";
import { dot } from "./vectors.ts";

/**
 * McDonald's omega of one common factor: (Σλ)²/((Σλ)² + Σ(1 − λ²)) with λ of the minres solution of the correlations
 * (Harman & Jones 1966, Psychometrika 31, p. 351), reached by fitting one loading at a time from several starts, since
 * items of two scales have a least residual in each. Where a loading would exceed one (Heywood case), uniquenesses are kept
 * above 0.005, as in factor analysis; null where nothing settles.
 */
export function omegaTotal(correlations: SquareMatrix): number | null {
  const rows = correlations.map((row) => Float64Array.from(row));
  let best: Solution | null = null;
  let start: Float64Array = new Float64Array(rows.length).fill(0.5);
  for (let attempt = 0; attempt < starts; attempt += 1) {
    const found = fitLoadings(rows, start, 1e-5);
    if (found === null) break;
    const residuals = rows.map((row, item) => sumResiduals(row, item, found));
    const sum = residuals.reduce((all, one) => all + one, 0);
    if (best === null || sum < best.sum - 1e-9) best = { loadings: found, sum };
    // the next start is what goes with the item that this factor explains least
    start = Float64Array.from(rows[residuals.indexOf(Math.max(...residuals))] ?? start);
  }
  const loadings = best && fitLoadings(rows, best.loadings, 1e-13);
  if (loadings === null || loadings.some((one) => Math.abs(one) > 1)) return boundedOmega(correlations);
  return omegaOf(loadings);
}

interface Solution {
  readonly loadings: Float64Array;
  readonly sum: number;
}

/** From equal loadings, then from items that what was found leaves unexplained. */
const starts = 4;

/** Loadings that leave least residuals, from a start, moved until they change by less than `settled`; null where they do not settle. */
function fitLoadings(rows: readonly Float64Array[], start: Float64Array, settled: number): Float64Array | null {
  const loadings = Float64Array.from(start);
  for (let step = 0; step < 100_000; step += 1) {
    let change = 0;
    let squares = dot(loadings, loadings);
    for (const [item, row] of rows.entries()) {
      const before = loadings[item] ?? 0;
      loadings[item] = 0;
      // what is left of the sum is good unless this loading was nearly all of it
      const rest = squares - before * before;
      const below = rest > 1e-3 * squares ? rest : dot(loadings, loadings);
      const next = below === 0 ? 0 : dot(row, loadings) / below;
      change = Math.max(change, Math.abs(next - before));
      loadings[item] = next;
      squares = below + next * next;
    }
    if (change < settled) return loadings;
  }
  return null;
}

/** Squares of what a factor leaves of an item's correlations with the others. */
function sumResiduals(row: Float64Array, item: number, loadings: Float64Array): number {
  const own = loadings[item] ?? 0;
  return row.reduce((sum, r, other) => (other === item ? sum : sum + (r - own * (loadings[other] ?? 0)) ** 2), 0);
}

function boundedOmega(correlations: SquareMatrix): number | null {
  const { loadings, converged } = extractMinres(correlations, 1);
  return converged ? omegaOf(Float64Array.from(loadings, ([one = 0]) => one)) : null;
}

function omegaOf(loadings: Float64Array): number {
  const common = loadings.reduce((sum, loading) => sum + loading, 0) ** 2;
  const unique = loadings.reduce((sum, loading) => sum + 1 - loading ** 2, 0);
  return common / (common + unique);
}
