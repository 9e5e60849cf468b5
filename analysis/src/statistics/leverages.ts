import { nearCases } from "./cross-products.ts";
import { addCombination } from "./vectors.ts";

/** From here on a case alone decides what is fitted to it, rounding aside. */
export const fullLeverage = 1 - 1e-10;

/** Diagonal of the hat matrix: ‖R⁻ᵀx‖² by case, 1 at most; `inverse` is R⁻¹ by rows. */
export function leveragesOf(columns: readonly Float64Array[], inverse: readonly Float64Array[]): Float64Array {
  const leverages = new Float64Array(columns[0]?.length ?? 0);
  const turned = columns.map((_, k) => Float64Array.from(inverse, (row) => row[k] ?? 0));
  const room = new Float64Array(nearCases);
  for (let from = 0; from < leverages.length; from += nearCases) {
    const own = leverages.subarray(from, from + nearCases);
    const near = columns.map((column) => column.subarray(from, from + nearCases));
    const image = room.subarray(0, own.length);
    for (const [k, factors] of turned.entries()) {
      image.fill(0);
      addCombination(image, near.slice(0, k + 1), factors.subarray(0, k + 1));
      addSquares(own, image);
    }
  }
  for (const [row, leverage] of leverages.entries()) if (leverage > 1) leverages[row] = 1;
  return leverages;
}

function addSquares(target: Float64Array, values: Float64Array): void {
  for (let place = 0; place < target.length; place += 1)
    target[place] = (target[place] ?? 0) + (values[place] ?? 0) * (values[place] ?? 0);
}
