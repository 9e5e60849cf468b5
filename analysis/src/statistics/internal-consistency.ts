import { pickRows } from "../dataset/complete-columns.ts";
import { answersOnScale } from "../dataset/scale-answers.ts";
import { fisherQuantile } from "../distributions/tails.ts";
import { crossProducts } from "./cross-products.ts";
import { isRounding, largestSize } from "./is-rounding.ts";
import { correctMean } from "./moments.ts";
import { scaleProducts } from "./scale-products.ts";

/** Square symmetric matrix, by row. */
export type SquareMatrix = readonly (readonly number[])[];

/** Covariances (n − 1) of columns of equal length over rows where none is missing, all of them where none are given. */
export function covarianceMatrix(columns: readonly Float64Array[], rows = allRows(columns)): SquareMatrix {
  const answers = columns.flatMap((column) => answersOnScale(column) ?? []);
  if (answers.length === columns.length) {
    const { products, totals } = scaleProducts(answers, rows);
    return exactCovariances(products, totals, rows.length);
  }
  const picked = columns.map((column) => pickRows(column, rows));
  const sums = picked.flatMap((column) => sumExactly(column) ?? []);
  if (sums.length === columns.length) return exactCovariances(crossProducts(picked), sums, rows.length);
  return crossProducts(picked.map(centerColumn)).map((row) => Array.from(row, (sum) => sum / (rows.length - 1)));
}

function allRows(columns: readonly Float64Array[]): Int32Array {
  return new Int32Array(columns[0]?.length ?? 0).map((_, row) => row);
}

/** The sum of whole numbers, such as answers on a scale, of which n times the sum of squares does not round either; null of others. */
function sumExactly(values: Float64Array): number | null {
  let sum = 0;
  const largest = Math.sqrt(Number.MAX_SAFE_INTEGER) / values.length;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    if (!Number.isInteger(value) || value > largest || -value > largest) return null;
    sum += value;
  }
  return sum;
}

/** (nΣab − ΣaΣb)/(n(n − 1)), which rounds once. */
function exactCovariances(products: readonly Float64Array[], sums: ArrayLike<number>, n: number): SquareMatrix {
  return products.map((row, a) =>
    Array.from(row, (product, b) => (n * product - (sums[a] ?? 0) * (sums[b] ?? 0)) / (n * (n - 1))),
  );
}

/** Distances from the mean, which is corrected by what its first rounding left. */
function centerColumn(values: Float64Array): Float64Array {
  let sum = 0;
  for (let row = 0; row < values.length; row += 1) sum += values[row] ?? 0;
  const center = correctMean(values, sum);
  return values.map((value) => value - center);
}

/** The place of a column whose variance is no more than rounding, −1 without one. */
export function findConstant(columns: readonly Float64Array[], covariances: SquareMatrix): number {
  return columns.findIndex((column, place) =>
    isRounding(covariances[place]?.[place] ?? 0, answersOnScale(column)?.largest ?? largestSize(column)),
  );
}

/** Correlations from covariances. */
export function toCorrelations(covariances: SquareMatrix): SquareMatrix {
  return covariances.map((row, a) =>
    row.map((value, b) => value / Math.sqrt((covariances[a]?.[a] ?? 1) * (covariances[b]?.[b] ?? 1))),
  );
}

/** Share of the items' variances below which the variance of their sum is rounding. */
const vanishing = 1e-12;

/** The variance of the sum of some items: their variances and covariances together. */
function sumAmong(covariances: SquareMatrix, items: readonly number[]): number {
  let sum = 0;
  for (const a of items) {
    const row = covariances[a] ?? [];
    for (let place = 0; place < items.length; place += 1) sum += row[items[place] ?? 0] ?? 0;
  }
  return sum;
}

/** Cronbach's alpha (1951, Psychometrika 16, eq. 2) of the items at `keep`, from covariances; null where their sum is constant. */
export function cronbachAlpha(covariances: SquareMatrix, keep: readonly number[]): number | null {
  const k = keep.length;
  const diagonal = keep.reduce((sum, item) => sum + (covariances[item]?.[item] ?? 0), 0);
  const total = sumAmong(covariances, keep);
  return total <= vanishing * diagonal ? null : (k / (k - 1)) * (1 - diagonal / total);
}

/** 95 % interval of alpha after Feldt (1965, Psychometrika 30, p. 363). */
export function feldtInterval(alpha: number, n: number, k: number): readonly [number, number] {
  const [df1, df2] = [n - 1, (n - 1) * (k - 1)];
  return [1 - (1 - alpha) * fisherQuantile(0.025, df1, df2), 1 - (1 - alpha) * fisherQuantile(0.975, df1, df2)];
}

/** Correlation of an item with the sum of the others (CITC), from covariances; null where that sum is constant. */
export function itemTotalCorrelation(covariances: SquareMatrix, item: number): number | null {
  const others = covariances.map((_, index) => index).filter((index) => index !== item);
  const withRest = others.reduce((sum, other) => sum + (covariances[item]?.[other] ?? 0), 0);
  const rest = sumAmong(covariances, others);
  const diagonal = others.reduce((sum, other) => sum + (covariances[other]?.[other] ?? 0), 0);
  return rest <= vanishing * diagonal ? null : withRest / Math.sqrt((covariances[item]?.[item] ?? 1) * rest);
}

/** Halves of a scale against each other: Spearman–Brown for halves of any length (Horst 1951), and Guttman's (1945). */
export interface SplitHalf {
  readonly correlation: number;
  readonly spearmanBrown: number;
  readonly guttman: number;
}

/** The first half of the items against the second, as SPSS splits them. Null below four items and where a half does not vary. */
export function splitInHalves(covariances: SquareMatrix): SplitHalf | null {
  const k = covariances.length;
  if (k < 4) return null;
  const first = Math.ceil(k / 2);
  const add = (from: [number, number], to: [number, number]): number =>
    covariances.slice(...from).reduce((sum, row) => sum + row.slice(...to).reduce((part, one) => part + one, 0), 0);
  const [a, b] = [add([0, first], [0, first]), add([first, k], [first, k])];
  const shared = add([0, first], [first, k]);
  const largest = Math.max(...covariances.map((row, place) => row[place] ?? 0));
  if (Math.min(a, b) <= vanishing * largest || a + b + 2 * shared <= vanishing * largest) return null;
  const r = shared / Math.sqrt(a * b);
  if (1 + r < vanishing) return null;
  return { correlation: r, spearmanBrown: lengthen(r, first / k), guttman: (4 * shared) / (a + b + 2 * shared) };
}

/** Reliability of the whole from the correlation of its parts, of which the first holds `share` of the items. */
function lengthen(r: number, share: number): number {
  const rest = 1 - r * r;
  if (share === 0.5 || r <= 0 || rest < vanishing) return (2 * r) / (1 + r);
  const product = share * (1 - share);
  return (Math.sqrt(r ** 4 + 4 * r * r * rest * product) - r * r) / (2 * rest * product);
}
