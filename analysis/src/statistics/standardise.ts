import { sumPowers } from "./moments.ts";

/** Columns brought to mean 0 and variance 1, and the way back for estimates whose first is an intercept or cut. */
export interface Standardised {
  readonly columns: readonly Float64Array[];
  readonly centers: readonly number[];
  readonly scales: readonly number[];
}

/** Standardises columns, none of them constant, so that a fit does not depend on their units. */
export function standardise(columns: readonly Float64Array[]): Standardised {
  const figures = columns.map((column) => {
    const { center, squares } = sumPowers(column);
    return { center, scale: Math.sqrt(squares / column.length) };
  });
  return {
    columns: columns.map((column, k) => {
      const { center, scale } = figures[k] ?? { center: 0, scale: 1 };
      const scaled = new Float64Array(column.length);
      for (let row = 0; row < scaled.length; row += 1) scaled[row] = ((column[row] ?? 0) - center) / scale;
      return scaled;
    }),
    centers: figures.map(({ center }) => center),
    scales: figures.map(({ scale }) => scale),
  };
}

/**
 * Estimates and covariances in the units of the data. The first `cuts` estimates are moved by Σ bₖ·mean: down for an
 * intercept (`sign` −1), up for thresholds (`sign` 1).
 */
export function toDataUnits(
  { estimates, covariances }: { readonly estimates: Float64Array; readonly covariances: readonly Float64Array[] },
  { centers, scales }: Standardised,
  { cuts, sign }: { readonly cuts: number; readonly sign: 1 | -1 },
): { readonly estimates: Float64Array; readonly covariances: readonly Float64Array[] } {
  const way = Array.from(estimates, (_, a) =>
    Float64Array.from(estimates, (__, b) => {
      if (a >= cuts) return a === b ? 1 / (scales[a - cuts] ?? 1) : 0;
      if (b < cuts) return a === b ? 1 : 0;
      return (sign * (centers[b - cuts] ?? 0)) / (scales[b - cuts] ?? 1);
    }),
  );
  const apply = (values: Float64Array): Float64Array =>
    Float64Array.from(way, (row) => row.reduce((sum, value, place) => sum + value * (values[place] ?? 0), 0));
  const half = covariances.map(apply);
  const turned = Array.from(estimates, (_, column) => Float64Array.from(half, (row) => row[column] ?? 0));
  return { estimates: apply(estimates), covariances: turned.map(apply) };
}
