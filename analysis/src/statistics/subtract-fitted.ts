import { addScaled } from "./vectors.ts";

/** y − Xb. */
export function subtractFitted(
  outcome: Float64Array,
  columns: readonly Float64Array[],
  coefficients: Float64Array,
): Float64Array {
  const residuals = Float64Array.from(outcome);
  for (const [k, column] of columns.entries()) addScaled(residuals, column, -(coefficients[k] ?? 0));
  return residuals;
}
