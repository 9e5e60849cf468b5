import { chiSquareTail, type Tail } from "../distributions/tails.ts";

/** Counts by row and column. */
export type Counts = readonly (readonly number[])[];

/** A chi-square statistic with its degrees of freedom. */
export interface ChiSquare extends Tail {
  readonly statistic: number;
  readonly df: number;
}

/** Totals by row and column, and in all. */
export function marginsOf(counts: Counts): {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly total: number;
} {
  const rows = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = (counts[0] ?? []).map((_, column) => counts.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  return { rows, columns, total: rows.reduce((sum, count) => sum + count, 0) };
}

/** Counts expected under independence. */
export function expectedCounts(counts: Counts): Counts {
  const { rows, columns, total } = marginsOf(counts);
  return rows.map((row) => columns.map((column) => (row * column) / total));
}

/** Pearson's chi-square without continuity correction. */
export function pearsonChiSquare(counts: Counts): ChiSquare {
  const expected = expectedCounts(counts);
  return chiSquareOf(
    counts,
    sumCells(counts, (count, row, column) => (count - at(expected, row, column)) ** 2 / at(expected, row, column)),
  );
}

/** Likelihood ratio G² (Agresti 2013, Categorical Data Analysis, eq. 3.11). */
export function likelihoodRatio(counts: Counts): ChiSquare {
  const expected = expectedCounts(counts);
  const half = sumCells(counts, (count, row, column) =>
    count === 0 ? 0 : count * Math.log(count / at(expected, row, column)),
  );
  return chiSquareOf(counts, Math.max(0, 2 * half));
}

/** Standardised residuals (Agresti 2013, eq. 3.13): about normal under independence. Null where a margin is whole. */
export function adjustedResiduals(counts: Counts): readonly (readonly (number | null)[])[] {
  const { rows, columns, total } = marginsOf(counts);
  const expected = expectedCounts(counts);
  return counts.map((line, row) =>
    line.map((count, column) => {
      const spread = at(expected, row, column) * (1 - (rows[row] ?? 0) / total) * (1 - (columns[column] ?? 0) / total);
      return spread > 0 ? (count - at(expected, row, column)) / Math.sqrt(spread) : null;
    }),
  );
}

/** Cramér's V (1946, p. 282), without bias correction. */
export function cramersV(counts: Counts): number {
  const { total } = marginsOf(counts);
  const smaller = Math.min(counts.length, counts[0]?.length ?? 0) - 1;
  return Math.min(1, Math.sqrt(pearsonChiSquare(counts).statistic / (total * smaller)));
}

function chiSquareOf(counts: Counts, statistic: number): ChiSquare {
  const df = (counts.length - 1) * ((counts[0]?.length ?? 0) - 1);
  return { statistic, df, ...chiSquareTail(statistic, df) };
}

function sumCells(counts: Counts, term: (count: number, row: number, column: number) => number): number {
  return counts.reduce(
    (sum, line, row) => line.reduce((inner, count, column) => inner + term(count, row, column), sum),
    0,
  );
}

function at(counts: Counts, row: number, column: number): number {
  return counts[row]?.[column] ?? 0;
}
