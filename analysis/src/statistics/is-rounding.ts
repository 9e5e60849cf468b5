/**
 * True where a variance is no more than the rounding of the numbers it was computed from, `largest` in size: below
 * (1e-15·largest)², the limit at which R's `summary.lm` calls a fit essentially perfect.
 */
export function isRounding(variance: number, largest: number): boolean {
  return variance <= (1e-15 * largest) ** 2;
}

/** The largest size among numbers, 0 of none. */
export function largestSize(values: ArrayLike<number>): number {
  let largest = 0;
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] ?? 0;
    if (value > largest || -value > largest) largest = Math.abs(value);
  }
  return largest;
}
