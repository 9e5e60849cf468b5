import { nearCases } from "./cross-products.ts";
import { addScaled } from "./vectors.ts";

/** y − Xb. */
export function subtractFitted(
  outcome: Float64Array,
  columns: readonly Float64Array[],
  coefficients: Float64Array,
): Float64Array {
  const residuals = Float64Array.from(outcome);
  for (let from = 0; from < residuals.length; from += nearCases) {
    const near = residuals.subarray(from, from + nearCases);
    for (const [k, column] of columns.entries())
      addScaled(near, column.subarray(from, from + nearCases), -(coefficients[k] ?? 0));
  }
  return residuals;
}
