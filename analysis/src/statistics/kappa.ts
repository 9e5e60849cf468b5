import { normalCritical95 } from "../distributions/tails.ts";

/** A coefficient of agreement with its 95 % interval; null where there is none. */
export interface Agreement {
  readonly estimate: number;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
}

/** Weights of agreement between categories by their places: 1 in full, 0 none. */
export type AgreementWeights = "none" | "linear" | "quadratic";

/** An estimate with its interval from a standard error, never above 1. */
export function withNormalInterval(estimate: number, se: number): Agreement {
  const half = normalCritical95 * se;
  return { estimate, ciLow: Math.max(-1, estimate - half), ciHigh: Math.min(1, estimate + half) };
}

/**
 * Kappa of two raters (Cohen 1960; weighted 1968) from codes of complete units, with the large-sample error of Fleiss,
 * Cohen & Everitt (1969, Psych. Bull. 72, p. 323). Null where chance alone agrees in full.
 */
export function cohenKappa(
  [first, second]: readonly [Int32Array, Int32Array],
  categories: number,
  weights: AgreementWeights,
): Agreement | null {
  const units = first.length;
  const weigh = (a: number, b: number): number => {
    const distance = categories < 2 ? 0 : Math.abs(a - b) / (categories - 1);
    if (weights === "none") return a === b ? 1 : 0;
    return 1 - (weights === "linear" ? distance : distance ** 2);
  };
  const cells = Array.from({ length: categories }, () => new Float64Array(categories));
  for (let unit = 0; unit < units; unit += 1) {
    const line = cells[first[unit] ?? 0] ?? new Float64Array();
    line[second[unit] ?? 0] = (line[second[unit] ?? 0] ?? 0) + 1 / units;
  }
  const rows = cells.map((line) => line.reduce((sum, share) => sum + share, 0));
  const columns = rows.map((_, b) => cells.reduce((sum, line) => sum + (line[b] ?? 0), 0));
  const rowWeights = rows.map((_, a) => columns.reduce((sum, share, b) => sum + share * weigh(a, b), 0));
  const columnWeights = columns.map((_, b) => rows.reduce((sum, share, a) => sum + share * weigh(a, b), 0));
  const expected = rows.reduce((sum, share, a) => sum + share * (rowWeights[a] ?? 0), 0);
  if (1 - expected < 1e-12) return null;
  const sumCells = (term: (share: number, a: number, b: number) => number): number =>
    cells.reduce((sum, line, a) => line.reduce((inner, share, b) => inner + term(share, a, b), sum), 0);
  const observed = sumCells((share, a, b) => share * weigh(a, b));
  const kappa = (observed - expected) / (1 - expected);
  const spread = sumCells(
    (share, a, b) => share * (weigh(a, b) - ((rowWeights[a] ?? 0) + (columnWeights[b] ?? 0)) * (1 - kappa)) ** 2,
  );
  const variance = (spread - (kappa - expected * (1 - kappa)) ** 2) / (units * (1 - expected) ** 2);
  return withNormalInterval(kappa, Math.sqrt(Math.max(0, variance)));
}

/**
 * Fleiss' kappa of any number of raters (1971, Psych. Bull. 76, p. 378) from codes of complete units; the interval is by
 * the jackknife over units. Null where all ratings are equal.
 */
export function fleissKappa(raters: readonly Int32Array[], categories: number): Agreement | null {
  const [units, m] = [raters[0]?.length ?? 0, raters.length];
  const totals = new Float64Array(categories);
  const agreed = new Float64Array(units);
  for (let unit = 0; unit < units; unit += 1) {
    const own = countRatings(raters, unit, categories);
    for (const [code, count] of own.entries()) totals[code] = (totals[code] ?? 0) + count;
    agreed[unit] = own.reduce((sum, count) => sum + count * (count - 1), 0) / (m * (m - 1));
  }
  const sum = agreed.reduce((total, share) => total + share, 0);
  const kappaOf = (observed: number, size: number, less: Float64Array | null): number => {
    const expected = totals.reduce(
      (total, count, code) => total + ((count - (less?.[code] ?? 0)) / (size * m)) ** 2,
      0,
    );
    return (observed / size - expected) / (1 - expected);
  };
  const kappa = kappaOf(sum, units, null);
  if (!Number.isFinite(kappa)) return null;
  const without = Array.from({ length: units > 2 ? units : 0 }, (_, unit) =>
    kappaOf(sum - (agreed[unit] ?? 0), units - 1, countRatings(raters, unit, categories)),
  );
  return withJackknife(kappa, without);
}

function countRatings(raters: readonly Int32Array[], unit: number, categories: number): Float64Array {
  const own = new Float64Array(categories);
  for (const codes of raters) own[codes[unit] ?? 0] = (own[codes[unit] ?? 0] ?? 0) + 1;
  return own;
}

/** An interval from the estimates that leave out one unit each; none where one of them does not exist. */
export function withJackknife(estimate: number, without: readonly number[]): Agreement {
  const n = without.length;
  if (n < 3 || without.some((one) => !Number.isFinite(one))) return { estimate, ciLow: null, ciHigh: null };
  const center = without.reduce((sum, one) => sum + one, 0) / n;
  const squares = without.reduce((sum, one) => sum + (one - center) ** 2, 0);
  return withNormalInterval(estimate, Math.sqrt(((n - 1) / n) * squares));
}
