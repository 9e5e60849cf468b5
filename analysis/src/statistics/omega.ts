import { factorCholesky, solveCholesky } from "./cholesky.ts";
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
  const loadings = best && (refineLoadings(rows, best.loadings) ?? fitLoadings(rows, best.loadings, 1e-13));
  if (loadings === null || loadings.some((one) => Math.abs(one) > 1)) return boundedOmega(correlations);
  return omegaOf(loadings);
}

interface Solution {
  readonly loadings: Float64Array;
  readonly sum: number;
}

/** From equal loadings, then from items that what was found leaves unexplained. */
const starts = 4;

/** A loading that has come so far runs away, at the cost of another's (Heywood case), and would for a hundred thousand rounds. */
const farBeyondOne = 1.5;

/** Loadings that leave least residuals, from a start, moved until they change by less than `settled` or one runs away; null where they do not settle. */
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
    if (change < settled || loadings.some((one) => Math.abs(one) > farBeyondOne)) return loadings;
  }
  return null;
}

/**
 * Newton's method from near the least residuals, where single moves may creep for thousands of rounds: the slope of half
 * their sum by λᵢ is −Σ(r − λᵢλⱼ)λⱼ, its curvature Σλⱼ² and 2λᵢλⱼ − r. Null where the curvature is not positive or the
 * steps do not shrink.
 */
function refineLoadings(rows: readonly Float64Array[], start: Float64Array): Float64Array | null {
  const loadings = Float64Array.from(start);
  let before = 0.1;
  for (let step = 0; step < 20; step += 1) {
    const squares = dot(loadings, loadings);
    const curvature = rows.map((row, a) =>
      row.map((r, b) =>
        a === b ? squares - (loadings[a] ?? 0) ** 2 : 2 * (loadings[a] ?? 0) * (loadings[b] ?? 0) - r,
      ),
    );
    const factored = factorCholesky(curvature);
    if ("singular" in factored) return null;
    // Σ over the others: what the whole row gives less its own place
    const slope = rows.map((row, a) => {
      const own = loadings[a] ?? 0;
      return dot(row, loadings) - (row[a] ?? 0) * own - own * (squares - own * own);
    });
    const move = solveCholesky(factored.lower, slope);
    const size = move.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (!(size < before)) return null;
    for (const [item, value] of move.entries()) loadings[item] = (loadings[item] ?? 0) + value;
    if (size < 1e-12) return loadings;
    before = size;
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
