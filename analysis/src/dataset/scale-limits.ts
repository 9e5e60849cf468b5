import type { Variable } from "@diaoyan/instruments";

/** Lowest and highest value of a scale. */
export interface ScaleLimits {
  readonly min: number;
  readonly max: number;
}

/** The limits a variable declares: its scale, else its lowest and highest labelled number that is no missing code. Null where neither tells. */
export function scaleLimits({ scale, valueLabels = [], missing = [] }: Variable): ScaleLimits | null {
  if (scale !== undefined) return scale;
  const values = valueLabels.map(({ value }) => Number(value)).filter((value) => !missing.includes(value));
  if (values.length < 2 || values.some(Number.isNaN)) return null;
  return { min: Math.min(...values), max: Math.max(...values) };
}
