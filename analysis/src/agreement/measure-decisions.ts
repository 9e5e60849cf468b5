import { type CoderMask, countBits } from "./list-decisions.ts";

/** Units that the same coders saw and the same coders gave a code: yes or no of every coder present. */
export interface Decided {
  readonly present: CoderMask;
  /** Who said yes, among those present. */
  readonly yes: CoderMask;
  readonly units: number;
}

/** Agreement on yes or no; null where the coefficient is not defined. */
export interface Coefficients {
  /** Share of pairs of coders that decided alike. */
  readonly percent: number | null;
  /** Cohen's kappa; with more than two coders the mean over pairs (Light 1971). */
  readonly kappa: number | null;
  /** Krippendorff's alpha, nominal. */
  readonly alpha: number | null;
}

/**
 * Percent, Cohen's kappa (1960) and Krippendorff's nominal alpha (2011) of yes-or-no decisions of which each unit may miss
 * coders. All three are null without a unit that two coders decided; kappa and alpha are null where nobody varies.
 */
export function measureDecisions(decided: readonly Decided[], coders: number): Coefficients {
  const pairs = Array.from({ length: coders * coders }, () => ({ both: 0, first: 0, second: 0, total: 0 }));
  let [ratings, yesRatings, disagreement] = [0, 0, 0];
  for (const { present, yes, units: count } of decided) {
    const size = countBits(present);
    if (count === 0 || size < 2) continue;
    const agreed = countBits(yes);
    ratings += count * size;
    yesRatings += count * agreed;
    disagreement += (count * agreed * (size - agreed)) / (size - 1);
    addPairs(pairs, { present, yes, count, coders });
  }
  const listed = pairs.filter(({ total }) => total > 0);
  const alike = listed.reduce((sum, { both, first, second, total }) => sum + total - first - second + 2 * both, 0);
  const compared = listed.reduce((sum, { total }) => sum + total, 0);
  const kappas = listed.map(kappaOf);
  const known = kappas.filter((kappa) => kappa !== null);
  const noRatings = ratings - yesRatings;
  return {
    percent: compared === 0 ? null : alike / compared,
    kappa: known.length === 0 || known.length < kappas.length ? null : known.reduce((a, b) => a + b) / known.length,
    alpha: yesRatings === 0 || noRatings === 0 ? null : 1 - ((ratings - 1) * disagreement) / (yesRatings * noRatings),
  };
}

interface Pair {
  both: number;
  first: number;
  second: number;
  total: number;
}

function addPairs(
  pairs: readonly Pair[],
  { present, yes, count, coders }: { present: CoderMask; yes: CoderMask; count: number; coders: number },
): void {
  for (let a = 0; a < coders; a += 1) {
    if ((present & (1 << a)) === 0) continue;
    for (let b = a + 1; b < coders; b += 1) {
      const pair = pairs[a * coders + b];
      if (pair === undefined || (present & (1 << b)) === 0) continue;
      const [first, second] = [(yes >> a) & 1, (yes >> b) & 1];
      pair.total += count;
      pair.first += count * first;
      pair.second += count * second;
      pair.both += count * first * second;
    }
  }
}

function kappaOf({ both, first, second, total }: Pair): number | null {
  const observed = (total - first - second + 2 * both) / total;
  const expected = (first * second + (total - first) * (total - second)) / total ** 2;
  return 1 - expected < 1e-12 ? null : (observed - expected) / (1 - expected);
}
