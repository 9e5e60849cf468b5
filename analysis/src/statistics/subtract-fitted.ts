import { nearCases } from "./cross-products.ts";
import { addCombination } from "./vectors.ts";

/** y − Xb. */
export function subtractFitted(
  outcome: Float64Array,
  columns: readonly Float64Array[],
  coefficients: Float64Array,
): Float64Array {
  const residuals = Float64Array.from(outcome);
  const minus = coefficients.map((coefficient) => -coefficient);
  for (let from = 0; from < residuals.length; from += nearCases) {
    const near = columns.map((column) => column.subarray(from, from + nearCases));
    addCombination(residuals.subarray(from, from + nearCases), near, minus);
  }
  return residuals;
}
