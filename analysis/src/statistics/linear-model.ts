import { chiSquareTail, fisherTail, type Tail } from "../distributions/tails.ts";
import { crossProducts } from "./cross-products.ts";
import { factorColumns } from "./factor-columns.ts";
import type { FactoredColumns } from "./factored-columns.ts";
import { isRounding, largestSize } from "./is-rounding.ts";
import { fullLeverage, leveragesOf } from "./leverages.ts";
import { sumPowers } from "./moments.ts";
import { dot } from "./vectors.ts";

/** A fitted linear model; the first column is the intercept. */
export interface LinearModel {
  /** What another outcome may be fitted by on the same columns. */
  readonly factored: FactoredColumns;
  readonly estimates: Float64Array;
  readonly residuals: Float64Array;
  /** (XᵀX)⁻¹ by rows. */
  readonly unscaled: readonly Float64Array[];
  readonly sigma: number;
  readonly df1: number;
  readonly df2: number;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  /** Null where the fit is perfect, rounding aside. */
  readonly fTest: (Tail & { readonly statistic: number }) | null;
}

/** Fits by least squares. Instead the place of a column that those before it make up. */
export function fitLinear(
  columns: readonly Float64Array[],
  outcome: Float64Array,
): LinearModel | { readonly singular: number } {
  const factored = factorColumns(columns);
  if ("singular" in factored) return factored;
  const { inverse } = factored;
  const { coefficients, residuals } = factored.solve(outcome);
  const [n, p] = [outcome.length, columns.length];
  const [df1, df2] = [p - 1, n - p];
  const rest = dot(residuals, residuals);
  const { squares: total } = sumPowers(outcome);
  const perfect = isRounding(rest / df2, largestSize(outcome));
  const rSquared = Math.max(0, 1 - rest / total);
  const statistic = perfect ? 0 : Math.max(0, total - rest) / df1 / (rest / df2);
  return {
    factored,
    estimates: coefficients,
    residuals,
    unscaled: inverse.map((row) => Float64Array.from(inverse, (other) => dot(row, other))),
    sigma: perfect ? 0 : Math.sqrt(rest / df2),
    df1,
    df2,
    rSquared,
    adjustedRSquared: 1 - ((1 - rSquared) * (n - 1)) / df2,
    fTest: perfect ? null : { statistic, ...fisherTail(statistic, df1, df2) },
  };
}

/** (XᵀX)⁻¹ M (XᵀX)⁻¹ of scores by case or cluster: the roots of its diagonal. */
function sandwichErrors(unscaled: readonly Float64Array[], scores: readonly Float64Array[]): readonly number[] {
  const meat = crossProducts(scores);
  return unscaled.map((bread) =>
    Math.sqrt(
      Math.max(
        0,
        dot(
          bread,
          Float64Array.from(meat, (row) => dot(row, bread)),
        ),
      ),
    ),
  );
}

/** Errors that hold under unequal variances: HC3 (MacKinnon & White 1985, J. Econometrics 29, p. 305). Null where a case has a leverage of 1. */
export function robustErrors(
  columns: readonly Float64Array[],
  model: LinearModel,
  leverages = leveragesOf(columns, model.factored.inverse),
): readonly number[] | null {
  if (leverages.some((leverage) => leverage > fullLeverage)) return null;
  const scale = model.residuals.map((value, row) => value / (1 - (leverages[row] ?? 0)));
  return sandwichErrors(
    model.unscaled,
    columns.map((column) => column.map((value, row) => value * (scale[row] ?? 0))),
  );
}

/** Errors that hold where cases of a cluster are alike (Liang & Zeger 1986), with the factor G/(G − 1)·(n − 1)/(n − p). */
export function clusterErrors(
  columns: readonly Float64Array[],
  model: LinearModel,
  clusters: Int32Array,
  count: number,
): readonly number[] {
  const scores = columns.map((column) => {
    const sums = new Float64Array(count);
    for (const [row, cluster] of clusters.entries())
      sums[cluster] = (sums[cluster] ?? 0) + (column[row] ?? 0) * (model.residuals[row] ?? 0);
    return sums;
  });
  const n = model.residuals.length;
  const factor = Math.sqrt(((count / (count - 1)) * (n - 1)) / (n - columns.length));
  return sandwichErrors(model.unscaled, scores).map((error) => error * factor);
}

/** Variance inflation of groups of columns (Fox & Monette 1992, JASA 87, p. 178), 1 where there is but one; `groups` lists columns, without the intercept. */
export function inflationFactors(
  unscaled: readonly Float64Array[],
  groups: readonly (readonly number[])[],
): readonly number[] {
  const all = groups.flat();
  const r = (a: number, b: number): number =>
    (unscaled[a]?.[b] ?? 0) / Math.sqrt((unscaled[a]?.[a] ?? 1) * (unscaled[b]?.[b] ?? 1));
  const determinantOf = (places: readonly number[]): number =>
    determinant(places.map((a) => places.map((b) => r(a, b))));
  const whole = determinantOf(all);
  return groups.map((own) => {
    const others = all.filter((place) => !own.includes(place));
    return others.length === 0 ? 1 : (determinantOf(own) * determinantOf(others)) / whole;
  });
}

/** The determinant of a small matrix, by elimination with row exchanges. */
function determinant(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row]);
  let product = 1;
  for (let column = 0; column < rows.length; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < rows.length; row += 1)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    const line = rows[pivot] ?? [];
    if (pivot !== column) {
      rows[pivot] = rows[column] ?? [];
      rows[column] = line;
      product = -product;
    }
    const head = line[column] ?? 0;
    if (head === 0) return 0;
    product *= head;
    for (const other of rows.slice(column + 1)) {
      const factor = (other[column] ?? 0) / head;
      for (let place = column; place < other.length; place += 1)
        other[place] = (other[place] ?? 0) - factor * (line[place] ?? 0);
    }
  }
  return product;
}

/** Breusch and Pagan's test of equal variances in Koenker's form (1981, J. Econometrics 17, p. 107): n·R² of squared residuals. Null where they do not vary. */
export function testEqualVariances({
  factored,
  residuals,
  df1,
}: LinearModel): (Tail & { readonly statistic: number; readonly df: number }) | null {
  const squares = residuals.map((value) => value * value);
  const { center, squares: total } = sumPowers(squares);
  if (isRounding(total / squares.length, largestSize(squares))) return null;
  const explained = factored.explain(squares.map((value) => value - center));
  const statistic = squares.length * Math.min(1, explained / total);
  return { statistic, df: df1, ...chiSquareTail(statistic, df1) };
}

/** Durbin and Watson's ratio of the residuals in the order of the data; 2 where neighbours are unrelated. */
export function durbinWatson(residuals: Float64Array): number {
  let sum = 0;
  for (let row = 1; row < residuals.length; row += 1) sum += ((residuals[row] ?? 0) - (residuals[row - 1] ?? 0)) ** 2;
  return sum / dot(residuals, residuals);
}
