import { crossProducts } from "./cross-products.ts";
import { countPlaces, type LikelihoodModel, maximise } from "./likelihood-models.ts";
import { dot, multiplyBy } from "./vectors.ts";

/**
 * Multinomial logit (McFadden 1974): log(P(Y = k)/P(Y = 0)) = xᵀbₖ. `outcome` holds places 0 … K − 1, all in use; columns
 * have equal scale, the intercept first; estimates stand by category from 1, one for each column. Weights of mean 1 make a
 * pseudo-likelihood. Null where data separate it.
 */
export function fitMultinomial(
  columns: readonly Float64Array[],
  outcome: Int32Array,
  categories: number,
  weights?: Float64Array,
): LikelihoodModel | null {
  const [p, others] = [columns.length, categories - 1];
  return maximise(
    (point) => {
      const { shares, logLik } = shareOut(columns, outcome, { point, others, weights });
      const gradient = new Float64Array(p * others);
      const information = Array.from({ length: p * others }, () => new Float64Array(p * others));
      for (let j = 0; j < others; j += 1) {
        const share = shares[j] ?? new Float64Array();
        const rest = share.map((value, row) => (weights?.[row] ?? 1) * ((outcome[row] === j + 1 ? 1 : 0) - value));
        for (const [k, column] of columns.entries()) gradient[j * p + k] = dot(column, rest);
        for (let l = 0; l <= j; l += 1) {
          const other = shares[l] ?? new Float64Array();
          const sign = j === l ? 1 : -1;
          const roots = share.map((value, row) => {
            const product = value * (j === l ? 1 - value : (other[row] ?? 0));
            return Math.sqrt((weights?.[row] ?? 1) * product);
          });
          const block = crossProducts(columns.map((column) => column.map((value, row) => value * (roots[row] ?? 0))));
          for (let a = 0; a < p; a += 1)
            for (let b = 0; b < p; b += 1) {
              const value = sign * (block[a]?.[b] ?? 0);
              (information[j * p + a] as Float64Array)[l * p + b] = value;
              (information[l * p + b] as Float64Array)[j * p + a] = value;
            }
        }
      }
      return { logLik, gradient, information };
    },
    startAt(countPlaces(outcome, categories, weights), p),
  );
}

/** Slopes of the logarithm of each case's likelihood by the estimates of `fitMultinomial`: one column an estimate. */
export function scoreMultinomial(
  columns: readonly Float64Array[],
  outcome: Int32Array,
  estimates: Float64Array,
): readonly Float64Array[] {
  const others = estimates.length / columns.length;
  const { shares } = shareOut(columns, outcome, { point: estimates, others });
  return shares.flatMap((share, j) => {
    const rest = share.map((value, row) => (outcome[row] === j + 1 ? 1 : 0) - value);
    return columns.map((column) => multiplyBy(column, rest));
  });
}

/** Probability of each category but the first, by row, and the logarithm of the likelihood. */
function shareOut(
  columns: readonly Float64Array[],
  outcome: Int32Array,
  {
    point,
    others,
    weights,
  }: { readonly point: Float64Array; readonly others: number; readonly weights?: Float64Array | undefined },
): { readonly shares: readonly Float64Array[]; readonly logLik: number } {
  const [n, p] = [outcome.length, columns.length];
  const etas = Array.from({ length: others }, (_, j) => {
    const eta = new Float64Array(n);
    for (const [k, column] of columns.entries()) {
      const slope = point[j * p + k] ?? 0;
      for (let row = 0; row < n; row += 1) eta[row] = (eta[row] ?? 0) + slope * (column[row] ?? 0);
    }
    return eta;
  });
  let logLik = 0;
  for (let row = 0; row < n; row += 1) {
    const own = (outcome[row] ?? 0) === 0 ? 0 : (etas[(outcome[row] ?? 0) - 1]?.[row] ?? 0);
    const largest = etas.reduce((most, eta) => Math.max(most, eta[row] ?? 0), 0);
    const sum = etas.reduce((total, eta) => total + Math.exp((eta[row] ?? 0) - largest), Math.exp(-largest));
    logLik += (weights?.[row] ?? 1) * (own - largest - Math.log(sum));
    for (const eta of etas) eta[row] = Math.exp((eta[row] ?? 0) - largest) / sum;
  }
  return { shares: etas, logLik };
}

/** Intercepts that give the observed shares, slopes of 0. */
function startAt(counts: Float64Array, p: number): Float64Array {
  const others = counts.length - 1;
  const start = new Float64Array(p * others);
  for (let j = 0; j < others; j += 1) start[j * p] = Math.log((counts[j + 1] ?? 1) / (counts[0] ?? 1));
  return start;
}
