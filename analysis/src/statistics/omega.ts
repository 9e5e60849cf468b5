import type { SquareMatrix } from "./internal-consistency.ts";
import { extractMinres } from "./minres.ts";
import { dot } from "./vectors.ts";

/**
 * McDonald's omega of one common factor: (Σλ)²/((Σλ)² + Σ(1 − λ²)) with λ of the minres solution of the correlations
 * (Harman & Jones 1966, Psychometrika 31, p. 351), reached by fitting one loading at a time. Where a loading
 * would exceed one (Heywood case), uniquenesses are kept above 0.005, as in factor analysis; null where neither settles.
 */
export function omegaTotal(correlations: SquareMatrix): number | null {
  const k = correlations.length;
  const rows = correlations.map((row) => Float64Array.from(row));
  const loadings = new Float64Array(k).fill(0.5);
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
    if (change < 1e-13)
      return loadings.some((one) => Math.abs(one) > 1) ? boundedOmega(correlations) : omegaOf(loadings);
  }
  return boundedOmega(correlations);
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
