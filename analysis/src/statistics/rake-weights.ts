/** One margin: the place of each case among its categories, and the total each category shall reach. */
export interface RakeMargin {
  readonly codes: readonly number[];
  readonly totals: readonly number[];
}

/** Weights by case; `iterations` counts sweeps over all margins. */
export interface RakeOutcome {
  readonly weights: readonly number[];
  readonly iterations: number;
  readonly converged: boolean;
}

const tolerance = 1e-10;
const mostSweeps = 1_000;

/**
 * Raking (iterative proportional fitting, Deming & Stephan 1940, Ann. Math. Statist. 11, p. 427): from weights of one,
 * each margin in turn is multiplied up to its totals. Converged when no margin changes by more than 1e-10 of itself in
 * a sweep; never where a category with a total above zero has no case or lost its weight. There is no trimming.
 */
export function rakeWeights(margins: readonly RakeMargin[], cases: number): RakeOutcome {
  const weights = new Array<number>(cases).fill(1);
  for (let sweep = 1; sweep <= mostSweeps; sweep += 1) {
    let change = 0;
    for (const { codes, totals } of margins) {
      const sums = new Array<number>(totals.length).fill(0);
      for (const [row, code] of codes.entries()) sums[code] = (sums[code] ?? 0) + (weights[row] ?? 0);
      if (totals.some((total, code) => total > 0 && sums[code] === 0))
        return { weights, iterations: sweep, converged: false };
      const factors = totals.map((total, code) => (total === 0 ? 0 : total / (sums[code] ?? 1)));
      for (const [row, code] of codes.entries()) weights[row] = (weights[row] ?? 0) * (factors[code] ?? 1);
      for (const [code, total] of totals.entries())
        if (total > 0) change = Math.max(change, Math.abs((factors[code] ?? 1) - 1));
    }
    if (change < tolerance) return { weights, iterations: sweep, converged: true };
  }
  return { weights, iterations: mostSweeps, converged: false };
}
