import { completeRows } from "../dataset/complete-columns.ts";
import { readNumbers } from "../dataset/read-column.ts";
import { itemsDependent, noVariation, tooFew, tooManyFactors } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { eigenSymmetric } from "../statistics/eigen.ts";
import { type Factorability, measureFactorability } from "../statistics/factorability.ts";
import {
  covarianceMatrix,
  findConstant,
  type SquareMatrix,
  toCorrelations,
} from "../statistics/internal-consistency.ts";
import { extractComponents, extractMinres } from "../statistics/minres.ts";
import { simulateEigenvalues } from "../statistics/parallel-analysis.ts";
import { type Loadings, rotateOblimin, rotateVarimax } from "../statistics/rotate.ts";

/** What to extract; without `factors` parallel analysis decides. */
export interface FactorRequest {
  readonly items: readonly string[];
  readonly factors?: number | undefined;
  readonly method: "minres" | "principal";
  readonly rotation: "none" | "varimax" | "oblimin";
}

/** Factors in falling order of `variance` (sums of squared loadings; with an oblique rotation as psych has them), each with its loadings positive in sum. Matrices are items × factors. */
export interface FactorResult extends Factorability {
  readonly n: number;
  readonly eigenvalues: readonly number[];
  /** 95th percentiles of eigenvalues by chance alone. */
  readonly parallel: readonly number[];
  /** How many factors exceed chance. */
  readonly suggestedFactors: number;
  readonly seed: number;
  readonly factors: number;
  readonly communalities: readonly number[];
  readonly loadings: Loadings;
  readonly absoluteLoadings: Loadings;
  readonly variance: readonly number[];
  readonly factorCorrelations: Loadings | null;
  readonly absoluteFactorCorrelations: Loadings | null;
  readonly warnings: readonly string[];
}

/** Extracts and rotates factors over complete cases. Throws with fewer than three items, too few cases, constant or dependent items, or more factors than the items can carry. */
export function solveFactors(data: Dataset, request: FactorRequest, seed: number): FactorResult {
  const { items } = request;
  const columns = items.map((item) => readNumbers(data, item));
  const rows = completeRows(columns);
  const n = rows.length;
  const p = items.length;
  if (n < p + 2) throw tooFew(`factor analysis of ${p} items`, `at least ${p + 2} complete cases`, String(n));
  const covariances = covarianceMatrix(columns, rows);
  const constant = items[findConstant(columns, covariances)];
  if (constant !== undefined) throw noVariation(constant);
  const correlations = toCorrelations(covariances);
  const factorability = measureFactorability(correlations, n);
  if ("singular" in factorability)
    throw itemsDependent(items[factorability.singular] ?? "", items.slice(0, factorability.singular));
  const eigenvalues = [...eigenSymmetric(correlations, false).values];
  const parallel = simulateEigenvalues(p, n, seed);
  const above = eigenvalues.findIndex((value, place) => value <= (parallel[place] ?? 0));
  const suggestedFactors = above < 0 ? p : above;
  const most = request.method === "minres" ? mostFactors(p) : p - 1;
  if (request.factors !== undefined && request.factors > most) throw tooManyFactors(request.factors, most, p);
  const factors = request.factors ?? Math.max(1, Math.min(suggestedFactors, most));
  return {
    n,
    ...factorability,
    eigenvalues,
    parallel,
    suggestedFactors,
    seed,
    factors,
    ...extract(correlations, { ...request, factors }),
  };
}

/** The most factors whose loadings `p` correlated items still determine: ((p − m)² − (p + m))/2 ≥ 0. */
function mostFactors(p: number): number {
  return Math.floor((2 * p + 1 - Math.sqrt(8 * p + 1)) / 2);
}

type Extracted = Pick<
  FactorResult,
  | "communalities"
  | "loadings"
  | "absoluteLoadings"
  | "variance"
  | "factorCorrelations"
  | "absoluteFactorCorrelations"
  | "warnings"
>;

function extract(
  correlations: SquareMatrix,
  { factors, method, rotation }: FactorRequest & { readonly factors: number },
): Extracted {
  const solution =
    method === "minres" ? extractMinres(correlations, factors) : extractComponents(correlations, factors);
  const oblique = rotation === "oblimin" && factors > 1 ? rotateOblimin(solution.loadings) : null;
  const rotated =
    oblique?.loadings ?? (rotation === "none" || factors === 1 ? solution.loadings : rotateVarimax(solution.loadings));
  const sorted = sortFactors(rotated, oblique?.correlations ?? null);
  const positive = (matrix: Loadings): Loadings => matrix.map((row) => row.map(Math.abs));
  return {
    communalities: solution.loadings.map((row) => row.reduce((sum, value) => sum + value * value, 0)),
    loadings: sorted.loadings,
    absoluteLoadings: positive(sorted.loadings),
    variance: sorted.variance,
    factorCorrelations: sorted.correlations,
    absoluteFactorCorrelations: sorted.correlations && positive(sorted.correlations),
    warnings: [
      ...(solution.heywood
        ? ["a uniqueness reached its limit of 0.005 (Heywood case): take fewer factors or leave an item out"]
        : []),
      ...(solution.converged ? [] : ["the solution did not settle: take fewer factors or more cases"]),
    ],
  };
}

/** Factors by falling variance diag(ΦLᵀL), each turned so that its loadings are positive in sum. */
function sortFactors(loadings: Loadings, correlations: Loadings | null) {
  const places = (loadings[0] ?? []).map((_, factor) => factor);
  const cross = (a: number, b: number): number => loadings.reduce((sum, row) => sum + (row[a] ?? 0) * (row[b] ?? 0), 0);
  const variance = places.map((a) =>
    places.reduce(
      (sum, b) => sum + (correlations === null ? (a === b ? 1 : 0) : (correlations[a]?.[b] ?? 0)) * cross(b, a),
      0,
    ),
  );
  const order = [...places].sort((a, b) => (variance[b] ?? 0) - (variance[a] ?? 0));
  const signs = places.map((factor) => (loadings.reduce((sum, row) => sum + (row[factor] ?? 0), 0) < 0 ? -1 : 1));
  return {
    loadings: loadings.map((row) => order.map((factor) => (row[factor] ?? 0) * (signs[factor] ?? 1))),
    variance: order.map((factor) => variance[factor] ?? 0),
    correlations:
      correlations &&
      order.map((a) => order.map((b) => (correlations[a]?.[b] ?? 0) * (signs[a] ?? 1) * (signs[b] ?? 1))),
  };
}
