import { eigenSymmetric } from "./eigen.ts";
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
  const found = startsOf(correlations).flatMap((start) => {
    const loadings = fitLoadings(rows, start);
    return loadings === null ? [] : [{ loadings, residuals: sumResiduals(rows, loadings) }];
  });
  const [first, ...others] = found;
  if (first === undefined) return boundedOmega(correlations);
  const best = others.reduce((least, one) => (one.residuals < least.residuals - 1e-9 ? one : least), first);
  return best.loadings.some((one) => Math.abs(one) > 1) ? boundedOmega(correlations) : omegaOf(best.loadings);
}

/** Equal loadings, and the first components. */
function startsOf(correlations: SquareMatrix): readonly Float64Array[] {
  const { vectors } = eigenSymmetric(correlations);
  return [new Float64Array(correlations.length).fill(0.5), ...vectors.slice(0, 3)];
}

/** Loadings that leave least residuals, from a start; null where they do not settle. */
function fitLoadings(rows: readonly Float64Array[], start: Float64Array): Float64Array | null {
  const loadings = Float64Array.from(start);
  for (let step = 0; step < 100_000; step += 1) {
    let change = 0;
    for (const [item, row] of rows.entries()) {
      const before = loadings[item] ?? 0;
      loadings[item] = 0;
      const below = dot(loadings, loadings);
      const next = below === 0 ? 0 : dot(row, loadings) / below;
      change = Math.max(change, Math.abs(next - before));
      loadings[item] = next;
    }
    if (change < 1e-13) return loadings;
  }
  return null;
}

function sumResiduals(rows: readonly Float64Array[], loadings: Float64Array): number {
  return rows.reduce((sum, row, a) => {
    const own = row.reduce(
      (part, r, b) => (a === b ? part : part + (r - (loadings[a] ?? 0) * (loadings[b] ?? 0)) ** 2),
      0,
    );
    return sum + own;
  }, 0);
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
