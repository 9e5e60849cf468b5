import { fisherQuantile, fisherTail, type Tail } from "../distributions/tails.ts";

/** Forms of the intraclass correlation: one-way, two-way for absolute agreement, two-way for consistency; of one rater or of their mean. */
export type IntraclassForm = "icc1" | "icc2" | "icc3" | "icc1k" | "icc2k" | "icc3k";

/** One form with its F test against zero and 95 % interval; of a mean it has no lower end, null stands for what lies beyond. */
export interface Intraclass extends Tail {
  readonly form: IntraclassForm;
  readonly estimate: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly statistic: number;
  readonly df1: number;
  readonly df2: number;
}

/** Mean squares of units by raters. */
interface MeanSquares {
  readonly n: number;
  readonly k: number;
  readonly between: number;
  readonly within: number;
  readonly raters: number;
  readonly error: number;
}

/**
 * All six intraclass correlations of Shrout & Fleiss (1979, Psych. Bull. 86, pp. 420–428, with their intervals); one
 * column a rater, complete units. Null with fewer than two units or raters, or where nothing varies within units.
 */
export function intraclassForms(columns: readonly Float64Array[]): readonly Intraclass[] | null {
  const [n, k] = [columns[0]?.length ?? 0, columns.length];
  if (n < 2 || k < 2) return null;
  const squares = analyse(columns);
  if (!(squares.error > 0) || !(squares.within > 0)) return null;
  const single = [oneWay(squares), agreement(squares), consistency(squares)];
  return [...single, ...single.map((one) => ofMean(one, k))].map((one) => ({
    ...one,
    estimate: orNull(one.estimate),
    ciLow: orNull(one.ciLow),
    ciHigh: orNull(one.ciHigh),
  }));
}

function orNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

function analyse(columns: readonly Float64Array[]): MeanSquares {
  const [n, k] = [columns[0]?.length ?? 0, columns.length];
  const means = Array.from({ length: n }, (_, row) => columns.reduce((sum, one) => sum + (one[row] ?? 0), 0) / k);
  const raterMeans = columns.map((one) => one.reduce((sum, value) => sum + value, 0) / n);
  const grand = raterMeans.reduce((sum, mean) => sum + mean, 0) / k;
  const between = k * means.reduce((sum, mean) => sum + (mean - grand) ** 2, 0);
  const raters = n * raterMeans.reduce((sum, mean) => sum + (mean - grand) ** 2, 0);
  const within = columns.reduce(
    (sum, one) => one.reduce((inner, value, row) => inner + (value - (means[row] ?? 0)) ** 2, sum),
    0,
  );
  const error = columns.reduce(
    (sum, one, rater) =>
      one.reduce(
        (inner, value, row) => inner + (value - (means[row] ?? 0) - (raterMeans[rater] ?? 0) + grand) ** 2,
        sum,
      ),
    0,
  );
  return {
    n,
    k,
    between: between / (n - 1),
    within: within / (n * (k - 1)),
    raters: raters / (k - 1),
    error: error / ((n - 1) * (k - 1)),
  };
}

/** Limits of an F ratio of observed mean squares. */
function limits(f: number, df1: number, df2: number): readonly [number, number] {
  return [f / fisherQuantile(0.025, df1, df2), f * fisherQuantile(0.025, df2, df1)];
}

function fromRatio(form: IntraclassForm, f: number, [df1, df2, k]: readonly [number, number, number]): Intraclass {
  const [low, high] = limits(f, df1, df2).map((ratio) => (ratio - 1) / (ratio + k - 1));
  return {
    form,
    estimate: (f - 1) / (f + k - 1),
    ciLow: low ?? 0,
    ciHigh: high ?? 0,
    statistic: f,
    df1,
    df2,
    ...fisherTail(f, df1, df2),
  };
}

function oneWay({ n, k, between, within }: MeanSquares): Intraclass {
  return fromRatio("icc1", between / within, [n - 1, n * (k - 1), k]);
}

function consistency({ n, k, between, error }: MeanSquares): Intraclass {
  return fromRatio("icc3", between / error, [n - 1, (n - 1) * (k - 1), k]);
}

function agreement({ n, k, between, raters, error }: MeanSquares): Intraclass {
  const [df1, df2] = [n - 1, (n - 1) * (k - 1)];
  const estimate = (between - error) / (between + (k - 1) * error + (k * (raters - error)) / n);
  const f = raters / error;
  const [a, b] = [k * estimate * f, n * (1 + (k - 1) * estimate) - k * estimate];
  const v = (df2 * (a + b) ** 2) / ((n - 1) * a ** 2 + b ** 2);
  const upper = fisherQuantile(0.025, df1, v);
  const lower = fisherQuantile(0.025, v, df1);
  const rest = k * raters + (k * n - k - n) * error;
  return {
    form: "icc2",
    estimate,
    ciLow: (n * (between - upper * error)) / (upper * rest + n * between),
    ciHigh: (n * (lower * between - error)) / (rest + n * lower * between),
    statistic: between / error,
    df1,
    df2,
    ...fisherTail(between / error, df1, df2),
  };
}

/** The same of the mean of `k` raters, by Spearman and Brown. */
function ofMean(one: Intraclass, k: number): Intraclass {
  const raise = (value: number | null): number | null => {
    const rest = 1 + (k - 1) * (value ?? Number.NaN);
    return rest > 1e-12 ? (k * (value ?? 0)) / rest : null;
  };
  return {
    ...one,
    form: `${one.form}k` as IntraclassForm,
    estimate: raise(one.estimate),
    ciLow: raise(one.ciLow),
    ciHigh: raise(one.ciHigh),
  };
}
