/** Mean consistency index of random judgement matrices by their size from 1 (Saaty 1980). */
const randomIndex = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];

/** The largest matrix there is a random index for. */
export const mostCompared = randomIndex.length;

/** Weights of what was compared in pairs; `consistencyRatio` is null below three, where judgements cannot contradict. */
export interface PairwiseWeights {
  readonly weights: readonly number[];
  readonly largestEigenvalue: number;
  readonly consistencyIndex: number;
  readonly consistencyRatio: number | null;
}

/**
 * Saaty's weights (1980): the main eigenvector of a positive reciprocal matrix, by power iteration, which converges for
 * every positive matrix. Starts from geometric means of the rows.
 */
export function weighPairs(judgements: readonly (readonly number[])[]): PairwiseWeights {
  const k = judgements.length;
  let weights = normalise(judgements.map((row) => Math.exp(row.reduce((sum, one) => sum + Math.log(one), 0) / k)));
  let largest = k;
  for (let step = 0; step < 10_000; step += 1) {
    const next = judgements.map((row) => row.reduce((sum, one, place) => sum + one * (weights[place] ?? 0), 0));
    largest = next.reduce((sum, one) => sum + one, 0);
    const moved = normalise(next);
    const change = Math.max(...moved.map((one, place) => Math.abs(one - (weights[place] ?? 0))));
    weights = moved;
    if (change < 1e-15) break;
  }
  const consistencyIndex = k < 2 ? 0 : Math.max(0, (largest - k) / (k - 1));
  return {
    weights,
    largestEigenvalue: largest,
    consistencyIndex,
    consistencyRatio: k < 3 ? null : consistencyIndex / (randomIndex[k - 1] ?? 1),
  };
}

function normalise(values: readonly number[]): readonly number[] {
  const sum = values.reduce((total, one) => total + one, 0);
  return values.map((one) => one / sum);
}
