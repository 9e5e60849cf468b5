/** y − Xb. */
export function subtractFitted(
  outcome: Float64Array,
  columns: readonly Float64Array[],
  coefficients: Float64Array,
): Float64Array {
  const residuals = Float64Array.from(outcome);
  for (const [k, column] of columns.entries()) {
    const factor = coefficients[k] ?? 0;
    for (let row = 0; row < residuals.length; row += 1)
      residuals[row] = (residuals[row] ?? 0) - factor * (column[row] ?? 0);
  }
  return residuals;
}
