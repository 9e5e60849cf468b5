import { pickRows } from "../dataset/complete-columns.ts";
import { eigenSymmetric } from "./eigen.ts";
import { fullLeverage, leveragesOf } from "./leverages.ts";
import type { LinearModel } from "./linear-model.ts";
import { sumPowers } from "./moments.ts";

/**
 * The largest of Cook's distances (1977, Technometrics 19, p. 15); null where a case has a leverage of 1. A distance rises
 * with its leverage, of which a bound is found with far less work: only cases whose bound leaves them a chance are computed.
 */
export function largestCook(columns: readonly Float64Array[], model: LinearModel): number | null {
  const most = boundLeverages(columns, model).map((leverage, row) => distanceAt(model, row, leverage));
  const half =
    most.reduce((top, distance) => (distance > top && distance < Number.POSITIVE_INFINITY ? distance : top), 0) / 2;
  const first = largestAmong(
    columns,
    model,
    listRows(most, (distance) => distance >= half),
  );
  if (first === null || first >= half) return first;
  const second = largestAmong(
    columns,
    model,
    listRows(most, (distance) => distance >= first && distance < half),
  );
  return second === null ? null : Math.max(first, second);
}

function listRows(distances: Float64Array, isWanted: (distance: number) => boolean): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < distances.length; row += 1) if (isWanted(distances[row] ?? 0)) rows.push(row);
  return Int32Array.from(rows);
}

function largestAmong(columns: readonly Float64Array[], model: LinearModel, rows: Int32Array): number | null {
  const leverages = leveragesOf(
    columns.map((column) => pickRows(column, rows)),
    model.factored.inverse,
  );
  if (leverages.some((leverage) => leverage > fullLeverage)) return null;
  return leverages.reduce((most, leverage, place) => Math.max(most, distanceAt(model, rows[place] ?? 0, leverage)), 0);
}

function distanceAt({ residuals, sigma, df1 }: LinearModel, row: number, leverage: number): number {
  if (leverage > fullLeverage) return Number.POSITIVE_INFINITY;
  return ((residuals[row] ?? 0) / (sigma * (1 - leverage))) ** 2 * (leverage / (df1 + 1));
}

/** For the rounding of a bound, generously. */
const slack = 1.01;

/** No leverage is above 1/n + λ·Σ((x − mean)/length)², λ the largest eigenvalue of the inverse of the predictors' correlations. */
function boundLeverages(columns: readonly Float64Array[], { factored, unscaled }: LinearModel): Float64Array {
  const n = columns[0]?.length ?? 0;
  const lengths = factored.spreads.map(Math.sqrt);
  const inverse = unscaled
    .slice(1)
    .map((row, a) => row.slice(1).map((value, b) => value * (lengths[a + 1] ?? 0) * (lengths[b + 1] ?? 0)));
  const largest = eigenSymmetric(inverse, false).values[0] ?? 0;
  const bounds = new Float64Array(n);
  for (const [place, column] of columns.entries()) if (place > 0) addSquares(bounds, column, 1 / (lengths[place] ?? 1));
  return bounds.map((sum) => slack * (1 / n + largest * sum));
}

function addSquares(sums: Float64Array, column: Float64Array, factor: number): void {
  const { center } = sumPowers(column);
  for (let row = 0; row < sums.length; row += 1)
    sums[row] = (sums[row] ?? 0) + (((column[row] ?? 0) - center) * factor) ** 2;
}
