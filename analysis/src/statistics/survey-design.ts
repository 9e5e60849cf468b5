/** Who was drawn with whom: clusters within strata, each case in one. Without strata or clusters there is one stratum, and every case is a cluster. */
export interface SurveyDesign {
  /** Cluster of each case, counted over all strata. */
  readonly clusters: Int32Array;
  /** Stratum of each cluster. */
  readonly strataOf: Int32Array;
  /** Share of the clusters of each stratum that was drawn; 0 without a correction for finite populations. */
  readonly fractions: Float64Array;
}

/**
 * Covariances of the totals of columns (one value a case) by the between-cluster spread within strata:
 * Σ (1 − f)·m/(m − 1)·Σ(t − t̄)(t − t̄)ᵀ with m clusters a stratum (Wolter 2007, Introduction to Variance Estimation, §6;
 * the “ultimate cluster” of R's survey). A stratum of one cluster adds nothing, so it must be drawn in full.
 */
export function covarianceOfTotals(
  { clusters, strataOf, fractions }: SurveyDesign,
  columns: readonly Float64Array[],
): readonly Float64Array[] {
  const sizes = new Float64Array(fractions.length);
  for (const stratum of strataOf) sizes[stratum] = (sizes[stratum] ?? 0) + 1;
  const totals = columns.map((column) => {
    const sums = new Float64Array(strataOf.length);
    for (let row = 0; row < clusters.length; row += 1) {
      const cluster = clusters[row] ?? 0;
      sums[cluster] = (sums[cluster] ?? 0) + (column[row] ?? 0);
    }
    return centerByStratum(sums, strataOf, sizes);
  });
  const factors = Float64Array.from(strataOf, (stratum) => {
    const size = sizes[stratum] ?? 0;
    return size > 1 ? ((1 - (fractions[stratum] ?? 0)) * size) / (size - 1) : 0;
  });
  const matrix = columns.map(() => new Float64Array(columns.length));
  for (const [a, first] of totals.entries())
    for (let b = 0; b <= a; b += 1) {
      const second = totals[b] ?? first;
      let sum = 0;
      for (let cluster = 0; cluster < factors.length; cluster += 1)
        sum += (factors[cluster] ?? 0) * (first[cluster] ?? 0) * (second[cluster] ?? 0);
      (matrix[a] ?? new Float64Array())[b] = sum;
      (matrix[b] ?? new Float64Array())[a] = sum;
    }
  return matrix;
}

function centerByStratum(sums: Float64Array, strataOf: Int32Array, sizes: Float64Array): Float64Array {
  const means = new Float64Array(sizes.length);
  for (const [cluster, stratum] of strataOf.entries())
    means[stratum] = (means[stratum] ?? 0) + (sums[cluster] ?? 0) / (sizes[stratum] ?? 1);
  return sums.map((sum, cluster) => sum - (means[strataOf[cluster] ?? 0] ?? 0));
}

/** Degrees of freedom: clusters less strata, of those with a case that `counts`. */
export function designDegrees({ clusters, strataOf }: SurveyDesign, counts: (row: number) => boolean): number {
  const used = new Set<number>();
  for (let row = 0; row < clusters.length; row += 1) if (counts(row)) used.add(clusters[row] ?? 0);
  const strata = new Set([...used].map((cluster) => strataOf[cluster] ?? 0));
  return used.size - strata.size;
}

/** A weighted mean with its error by linearisation. */
export interface DesignMean {
  readonly estimate: number;
  readonly se: number;
  readonly weightedN: number;
  /** Sample variance of the values as the population is estimated to have it. */
  readonly variance: number;
}

/** Σwy/Σw over the cases in a domain (`NaN` elsewhere), its error by Taylor linearisation: the residuals w(y − ȳ)/Σw as totals of the whole design. */
export function estimateMean(design: SurveyDesign, values: Float64Array, weights: Float64Array): DesignMean {
  let [sum, weightedN, n] = [0, 0, 0];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += (weights[row] ?? 0) * value;
    weightedN += weights[row] ?? 0;
    if ((weights[row] ?? 0) > 0) n += 1;
  }
  const rough = sum / weightedN;
  let rest = 0;
  for (let row = 0; row < values.length; row += 1)
    if (!Number.isNaN(values[row] ?? Number.NaN)) rest += (weights[row] ?? 0) * ((values[row] ?? 0) - rough);
  const estimate = rough + rest / weightedN;
  const residuals = values.map((value, row) =>
    Number.isNaN(value) ? 0 : ((weights[row] ?? 0) * (value - estimate)) / weightedN,
  );
  const squares = values.reduce(
    (total, value, row) => (Number.isNaN(value) ? total : total + (weights[row] ?? 0) * (value - estimate) ** 2),
    0,
  );
  const spread = covarianceOfTotals(design, [residuals])[0]?.[0] ?? 0;
  return { estimate, se: Math.sqrt(Math.max(0, spread)), weightedN, variance: (squares / weightedN) * (n / (n - 1)) };
}
