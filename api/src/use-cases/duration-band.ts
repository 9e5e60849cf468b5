/** Upper bounds of the duration bands of anonymous collectors, in seconds, with the value stored for each. */
const bands: readonly (readonly [upTo: number, stored: number])[] = [
  [120, 60],
  [300, 210],
  [600, 450],
  [1_200, 900],
  [2_400, 1_800],
  [Number.POSITIVE_INFINITY, 3_600],
];

/** The middle of the band a duration falls into; null if unknown. */
export function durationBand(seconds: number | null): number | null {
  if (seconds === null) return null;
  return bands.find(([upTo]) => seconds < upTo)?.[1] ?? null;
}
