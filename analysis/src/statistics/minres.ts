import { factorCholesky, solveCholesky } from "./cholesky.ts";
import { eigenSymmetric } from "./eigen.ts";
import type { SquareMatrix } from "./internal-consistency.ts";

/** Loadings by item and factor; `heywood` where a uniqueness stood at its lower limit. */
export interface FactorSolution {
  readonly loadings: readonly (readonly number[])[];
  readonly converged: boolean;
  readonly heywood: boolean;
}

/** A uniqueness is kept above this, as psych does. */
const least = 0.005;

/** Principal components: vectors scaled by the roots of their eigenvalues. */
export function extractComponents(correlations: SquareMatrix, factors: number): FactorSolution {
  return { loadings: scaleVectors(correlations, factors), converged: true, heywood: false };
}

function scaleVectors(matrix: SquareMatrix, factors: number): readonly (readonly number[])[] {
  const { values, vectors } = eigenSymmetric(matrix);
  return matrix.map((_, item) =>
    Array.from(
      { length: factors },
      (__, factor) => (vectors[factor]?.[item] ?? 0) * Math.sqrt(Math.max(0, values[factor] ?? 0)),
    ),
  );
}

/** The sum of squared residuals at these uniquenesses, with its slope and curvature. */
interface Fit {
  readonly loss: number;
  readonly gradient: Float64Array;
  readonly curvature: readonly Float64Array[];
}

function reduced(correlations: SquareMatrix, uniqueness: Float64Array): SquareMatrix {
  return correlations.map((row, a) => row.map((r, b) => (a === b ? r - (uniqueness[a] ?? 0) : r)));
}

/**
 * ½Σθ² over the eigenvalues θ of R − Ψ that no factor takes, with derivatives by the uniquenesses:
 * ∂ = −Σθₖvᵢₖ², ∂² = (Σvᵢₖvⱼₖ)² + 2ΣΣ θₖ/(θₖ − θₗ)·vᵢₖvⱼₖvᵢₗvⱼₗ with k left over and l taken;
 * equal eigenvalues, between which no factor can be told, add nothing to the curvature.
 */
function fitAt(correlations: SquareMatrix, uniqueness: Float64Array, factors: number): Fit {
  const { values, vectors } = eigenSymmetric(reduced(correlations, uniqueness));
  const p = correlations.length;
  const left = vectors.slice(factors);
  const rest = values.subarray(factors);
  const product = (list: readonly Float64Array[], weights: ArrayLike<number> | null, a: number, b: number): number =>
    list.reduce((sum, v, place) => sum + (weights?.[place] ?? 1) * (v[a] ?? 0) * (v[b] ?? 0), 0);
  const mixed = vectors.slice(0, factors).map((_, l) => rest.map((theta) => divide(theta, theta - (values[l] ?? 0))));
  const curvature = Array.from({ length: p }, () => new Float64Array(p));
  for (let a = 0; a < p; a += 1)
    for (let b = 0; b <= a; b += 1) {
      let sum = product(left, null, a, b) ** 2;
      for (const [l, weights] of mixed.entries()) {
        const taken = (vectors[l]?.[a] ?? 0) * (vectors[l]?.[b] ?? 0);
        sum += 2 * taken * product(left, weights, a, b);
      }
      (curvature[a] ?? new Float64Array())[b] = sum;
      (curvature[b] ?? new Float64Array())[a] = sum;
    }
  return {
    loss: rest.reduce((sum, theta) => sum + theta * theta, 0) / 2,
    gradient: Float64Array.from({ length: p }, (_, a) => -product(left, rest, a, a)),
    curvature,
  };
}

function divide(share: number, by: number): number {
  return by === 0 ? 0 : share / by;
}

/**
 * Minimum residuals (Harman & Jones 1966, Psychometrika 31, p. 351), the same as unweighted least squares: Newton's
 * method on the uniquenesses with step halving, each kept between 0.005 and 1, started from squared multiple correlations.
 */
export function extractMinres(correlations: SquareMatrix, factors: number): FactorSolution {
  let uniqueness = Float64Array.from(startUniqueness(correlations));
  let fit = fitAt(correlations, uniqueness, factors);
  let converged = false;
  for (let step = 0; step < 200 && !converged; step += 1) {
    const move = newtonMove(fit, uniqueness);
    let next = uniqueness;
    let tried = fit;
    let size = 1;
    for (; size > 1e-10; size /= 2) {
      next = uniqueness.map((value, item) => Math.min(1, Math.max(least, value + size * (move[item] ?? 0))));
      tried = fitAt(correlations, next, factors);
      if (tried.loss <= fit.loss) break;
    }
    const change = next.reduce((most, value, item) => Math.max(most, Math.abs(value - (uniqueness[item] ?? 0))), 0);
    converged = change < 1e-10 || size <= 1e-10;
    if (tried.loss <= fit.loss) [uniqueness, fit] = [next, tried];
  }
  return {
    loadings: scaleVectors(reduced(correlations, uniqueness), factors),
    converged,
    heywood: uniqueness.some((value) => value <= least * 1.000001),
  };
}

/** 1 − squared multiple correlation, or one half where the matrix is singular. */
function startUniqueness(correlations: SquareMatrix): readonly number[] {
  const factored = factorCholesky(correlations);
  if ("singular" in factored) return correlations.map(() => 0.5);
  return correlations.map((_, item) => {
    const unit = new Float64Array(correlations.length);
    unit[item] = 1;
    return Math.min(1, Math.max(least, 1 / (solveCholesky(factored.lower, unit)[item] ?? 1)));
  });
}

/** Newton's move of the free uniquenesses; a ridge makes the curvature positive where it is not. */
function newtonMove({ gradient, curvature }: Fit, uniqueness: Float64Array): Float64Array {
  const free = [...uniqueness.keys()].filter((item) => {
    const value = uniqueness[item] ?? 0;
    const slope = gradient[item] ?? 0;
    return !(value <= least && slope > 0) && !(value >= 1 && slope < 0);
  });
  const move = new Float64Array(uniqueness.length);
  for (let ridge = 0; ; ridge = ridge === 0 ? 1e-3 : ridge * 10) {
    const matrix = free.map((a) => free.map((b) => (curvature[a]?.[b] ?? 0) + (a === b ? ridge : 0)));
    const factored = factorCholesky(matrix);
    if ("singular" in factored) continue;
    const solved = solveCholesky(
      factored.lower,
      free.map((item) => -(gradient[item] ?? 0)),
    );
    for (const [place, item] of free.entries()) move[item] = solved[place] ?? 0;
    return move;
  }
}
