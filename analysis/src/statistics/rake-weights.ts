/** One margin: the place of each case among its categories, and the total each category shall reach. */
export interface RakeMargin {
  readonly codes: ArrayLike<number>;
  readonly totals: readonly number[];
}

/** Weights by case; `iterations` counts sweeps over all margins. */
export interface RakeOutcome {
  readonly weights: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
}

const tolerance = 1e-10;
const mostSweeps = 1_000;

/**
 * Raking (iterative proportional fitting, Deming & Stephan 1940, Ann. Math. Statist. 11, p. 427): from `start`, weights of
 * one when left out, each margin in turn is multiplied up to its totals. Converged when no margin changes by more than
 * 1e-10 of itself in a sweep; never where a category with a total above zero has no case or lost its weight. One margin
 * alone is post-stratification.
 */
export function rakeWeights(margins: readonly RakeMargin[], cases: number, start?: Float64Array): RakeOutcome {
  const weights = start === undefined ? new Float64Array(cases).fill(1) : Float64Array.from(start);
  for (let sweep = 1; sweep <= mostSweeps; sweep += 1) {
    let change = 0;
    for (const { codes, totals } of margins) {
      const sums = new Float64Array(totals.length);
      for (let row = 0; row < cases; row += 1)
        sums[codes[row] ?? 0] = (sums[codes[row] ?? 0] ?? 0) + (weights[row] ?? 0);
      if (totals.some((total, code) => total > 0 && sums[code] === 0))
        return { weights, iterations: sweep, converged: false };
      const factors = Float64Array.from(totals, (total, code) => (total === 0 ? 0 : total / (sums[code] ?? 1)));
      for (let row = 0; row < cases; row += 1) weights[row] = (weights[row] ?? 0) * (factors[codes[row] ?? 0] ?? 1);
      for (const [code, total] of totals.entries())
        if (total > 0) change = Math.max(change, Math.abs((factors[code] ?? 1) - 1));
    }
    if (change < tolerance) return { weights, iterations: sweep, converged: true };
  }
  return { weights, iterations: mostSweeps, converged: false };
}

const mostTrims = 200;

/**
 * Rakes, cuts every weight above `limit` times the mean down to it, and rakes what is left again until no weight stands
 * above (Izrael, Battaglia & Frankel 2009). Not converged where the margins cannot be met under the limit.
 */
export function rakeTrimmed(
  margins: readonly RakeMargin[],
  cases: number,
  options: { readonly limit?: number | undefined; readonly start?: Float64Array },
): RakeOutcome {
  let outcome = rakeWeights(margins, cases, options.start);
  let iterations = outcome.iterations;
  if (options.limit === undefined) return outcome;
  const most = options.limit * (outcome.weights.reduce((sum, weight) => sum + weight, 0) / cases);
  for (let step = 0; step < mostTrims && outcome.converged; step += 1) {
    if (outcome.weights.every((weight) => weight <= most * (1 + 1e-6))) return { ...outcome, iterations };
    const cut = outcome.weights.map((weight) => Math.min(weight, most));
    outcome = rakeWeights(margins, cases, cut);
    iterations += outcome.iterations;
  }
  return { ...outcome, iterations, converged: false };
}

/** Kish's design effect of weighting (1965, Survey Sampling, §11.7): n·Σw²/(Σw)², 1 where all weights are equal. */
export function kishDesignEffect(weights: ArrayLike<number>): number {
  let [sum, squares] = [0, 0];
  for (let row = 0; row < weights.length; row += 1) {
    sum += weights[row] ?? 0;
    squares += (weights[row] ?? 0) ** 2;
  }
  return (weights.length * squares) / sum ** 2;
}
