import { type Agreement, withJackknife } from "./kappa.ts";

/** What the values of the raters are: names, ranks, distances, or distances from a true zero. */
export type AlphaLevel = "nominal" | "ordinal" | "interval" | "ratio";

/** Ratings of many raters as places in ordered categories, −1 where a rater did not rate the unit. */
export interface CodedRatings {
  readonly raters: readonly Int32Array[];
  /** Numbers behind the categories, for interval and ratio; ascending. */
  readonly values: readonly number[];
}

interface Unit {
  readonly codes: readonly number[];
  /** Σ δ² over ordered pairs of its ratings, divided by the ratings less one. */
  readonly disagreement: number;
}

/** Krippendorff's alpha with the units and ratings it rests on. */
export interface AlphaOutcome extends Agreement {
  readonly units: number;
  readonly ratings: number;
}

/**
 * Krippendorff's alpha from coincidences (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability): units with at
 * least two ratings, any missing; the interval is by the jackknife over units at the distances of the whole. Null where
 * no unit can be paired or all ratings are equal.
 */
export function krippendorffAlpha({ raters, values }: CodedRatings, level: AlphaLevel): AlphaOutcome | null {
  const rated = listUnits(raters);
  const totals = new Float64Array(values.length);
  for (const codes of rated) for (const code of codes) totals[code] = (totals[code] ?? 0) + 1;
  const distance = createDistance(values, totals, level);
  const units = rated.map((codes): Unit => ({ codes, disagreement: sumPairs(codes, distance) / (codes.length - 1) }));
  const n = totals.reduce((sum, count) => sum + count, 0);
  const observed = units.reduce((sum, unit) => sum + unit.disagreement, 0);
  const weights = Float64Array.from(totals, (_, a) =>
    totals.reduce((sum, count, b) => sum + count * distance(a, b), 0),
  );
  const expected = totals.reduce((sum, count, a) => sum + count * (weights[a] ?? 0), 0);
  if (!(expected > 0)) return null;
  const alpha = 1 - ((n - 1) * observed) / expected;
  const without = units.map(({ codes, disagreement }) => {
    const own = codes.reduce((sum, code) => sum + (weights[code] ?? 0), 0);
    const rest = expected - 2 * own + sumPairs(codes, distance);
    return 1 - ((n - codes.length - 1) * (observed - disagreement)) / rest;
  });
  return { ...withJackknife(alpha, without), units: units.length, ratings: n };
}

/** Codes of the units that at least two raters rated. */
function listUnits(raters: readonly Int32Array[]): readonly (readonly number[])[] {
  return Array.from({ length: raters[0]?.length ?? 0 }, (_, unit) =>
    raters.map((codes) => codes[unit] ?? -1).filter((code) => code >= 0),
  ).filter((codes) => codes.length > 1);
}

function sumPairs(codes: readonly number[], distance: (a: number, b: number) => number): number {
  return codes.reduce((sum, a) => codes.reduce((inner, b) => inner + distance(a, b), sum), 0);
}

/** The squared distance of two categories at a level of measurement. */
function createDistance(
  values: readonly number[],
  totals: Float64Array,
  level: AlphaLevel,
): (a: number, b: number) => number {
  if (level === "nominal") return (a, b) => (a === b ? 0 : 1);
  if (level === "ordinal") {
    let below = 0;
    const middles = totals.map((count) => {
      const middle = below + count / 2;
      below += count;
      return middle;
    });
    return (a, b) => ((middles[a] ?? 0) - (middles[b] ?? 0)) ** 2;
  }
  const at = (place: number): number => values[place] ?? 0;
  if (level === "interval") return (a, b) => (at(a) - at(b)) ** 2;
  return (a, b) => (a === b ? 0 : ((at(a) - at(b)) / (at(a) + at(b))) ** 2);
}
