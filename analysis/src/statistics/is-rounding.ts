/**
 * True where a variance is no more than the rounding of the numbers it was computed from, `largest` in size: below
 * (1e-15·largest)², the limit at which R's `summary.lm` calls a fit essentially perfect.
 */
export function isRounding(variance: number, largest: number): boolean {
  return variance <= (1e-15 * largest) ** 2;
}

/** The largest size among numbers, 0 of none. */
export function largestSize(values: readonly number[]): number {
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}
