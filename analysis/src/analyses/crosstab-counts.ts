import { type CodedColumn, readCategories, readWeights } from "../dataset/read-column.ts";
import { readSurveyDesign } from "../dataset/read-design.ts";
import { tooFew, tooMany } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import type { DesignRequest } from "../registry/param-roles.ts";
import {
  adjustedResiduals,
  type ChiSquare,
  type Counts,
  cramersV,
  expectedCounts,
  likelihoodRatio,
  marginsOf,
  pearsonChiSquare,
} from "../statistics/contingency.ts";
import { type FisherOutcome, testFisher } from "../statistics/fisher-exact.ts";
import { type RaoScott, testRaoScott } from "../statistics/rao-scott.ts";
import { designDegrees } from "../statistics/survey-design.ts";

/** Matrices are rows × columns in the order of `rowValues` and `columnValues`; percents from 0 to 100. */
export interface CrosstabResult {
  /** Cases; with a weight the sum of weights, as the counts are, while `unweightedN` counts the cases. */
  readonly n: number;
  readonly unweightedN: number;
  readonly weightedN: number | null;
  readonly rowValues: readonly string[];
  readonly columnValues: readonly string[];
  readonly counts: Counts;
  readonly rowPercents: Counts;
  readonly columnPercents: Counts;
  readonly expected: Counts;
  readonly adjustedResiduals: readonly (readonly (number | null)[])[];
  readonly chiSquare: ChiSquare;
  readonly likelihoodRatio: ChiSquare;
  readonly fisher?: FisherOutcome;
  /** Beside the tests of weighted counts as they are: the one that respects weights, strata and clusters. Null without a weight. */
  readonly raoScott: RaoScott | null;
  readonly cramersV: number;
  readonly smallestExpected: number;
  readonly warnings: readonly string[];
}

/** Above this many cells a table is no table: an identifier or a text was taken for categories. */
const mostCells = 10_000;

/** What is crossed, 1 by row of the data where it counts, and the seed of a simulated test. */
export interface CrosstabChoice extends DesignRequest {
  readonly rows: string;
  readonly columns: string;
  readonly domain?: Uint8Array | undefined;
  readonly seed: number;
}

/** Counts complete cases by two variables and tests their independence; Fisher's test where there is no weight. Throws with too few values or too many cells. */
export function countCells(data: Dataset, choice: CrosstabChoice): CrosstabResult {
  const { rows, columns, weight, domain, seed } = choice;
  const [down, whole] = [readCategories(data, rows), readCategories(data, columns)];
  const across =
    domain === undefined ? whole : { ...whole, codes: whole.codes.map((code, row) => (domain[row] === 1 ? code : -1)) };
  const weights = readWeights(data, weight);
  const cells = down.values.length * across.values.length;
  if (cells > mostCells) throw tooMany(`cross-tabulation of “${rows}” and “${columns}”`, `${mostCells} cells`, cells);
  const { full, n } = sumCells(down, across, weights);
  const { counts, rowValues, columnValues } = dropEmpty(full, down.values, across.values);
  if (rowValues.length < 2 || columnValues.length < 2)
    throw tooFew(
      `cross-tabulation of “${rows}” and “${columns}”`,
      "at least two values of each among complete cases",
      `${rowValues.length} and ${columnValues.length}`,
    );
  return {
    n: weight === undefined ? n : marginsOf(counts).total,
    unweightedN: n,
    weightedN: weight === undefined ? null : marginsOf(counts).total,
    rowValues,
    columnValues,
    raoScott:
      weight === undefined ? null : testDesign(data, { ...choice, weight }, { down, across, rowValues, columnValues }),
    ...describeCounts(counts, weight === undefined ? seed : null),
  };
}

/** The sum of weights in each cell, and how many cases have both values and a weight. */
function sumCells(down: CodedColumn, across: CodedColumn, weights: Float64Array): { full: number[][]; n: number } {
  const width = across.values.length;
  const sums = new Float64Array(down.values.length * width);
  let n = 0;
  for (let row = 0; row < weights.length; row += 1) {
    const [code, other] = [down.codes[row] ?? -1, across.codes[row] ?? -1];
    const share = weights[row] ?? Number.NaN;
    if (code < 0 || other < 0 || Number.isNaN(share)) continue;
    const cell = code * width + other;
    sums[cell] = (sums[cell] ?? 0) + share;
    n += 1;
  }
  return { full: down.values.map((_, code) => [...sums.subarray(code * width, (code + 1) * width)]), n };
}

interface CodedTable {
  readonly down: CodedColumn;
  readonly across: CodedColumn;
  readonly rowValues: readonly string[];
  readonly columnValues: readonly string[];
}

/** Above this many cells the covariances of all cells are more work than the test is worth. */
const mostDesignCells = 100;

/** The design-based test over complete cases as a domain of the design. */
function testDesign(
  data: Dataset,
  { weight, strata, cluster, fpc }: CrosstabChoice & { readonly weight: string },
  { down, across, rowValues, columnValues }: CodedTable,
): RaoScott | null {
  if (rowValues.length * columnValues.length > mostDesignCells) return null;
  const design = readSurveyDesign(data, { weight, strata, cluster, fpc });
  const place = ({ values, codes }: CodedColumn, used: readonly string[]): Int32Array => {
    const places = values.map((value) => used.indexOf(value));
    return Int32Array.from(design.rows, (row) => places[codes[row] ?? -1] ?? -1);
  };
  const [r, c] = [place(down, rowValues), place(across, columnValues)];
  const inside = (row: number): boolean => (r[row] ?? -1) >= 0 && (c[row] ?? -1) >= 0;
  const cells = {
    rows: r,
    columns: c,
    weights: design.weights.map((share, row) => (inside(row) ? share : 0)),
    rowCount: rowValues.length,
    columnCount: columnValues.length,
  };
  const degrees = designDegrees(design, (row) => (cells.weights[row] ?? 0) > 0);
  return testRaoScott(cells, design, degrees);
}

/** Above this many cases a larger table without small expected counts is left to chi-square. */
const largestForFisher = 2_000;

function describeCounts(
  counts: Counts,
  seed: number | null,
): Omit<CrosstabResult, "n" | "unweightedN" | "weightedN" | "rowValues" | "columnValues" | "raoScott"> {
  const { rows, columns, total } = marginsOf(counts);
  const expected = expectedCounts(counts);
  const smallestExpected = expected.flat().reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  const sparse = expected.flat().filter((count) => count < 5).length;
  const two = counts.length === 2 && counts[0]?.length === 2;
  const small = total <= largestForFisher;
  const fisher = seed !== null && (two || sparse > 0 || small) ? { fisher: testFisher(counts, seed) } : {};
  return {
    counts,
    rowPercents: counts.map((line, row) => line.map((count) => (100 * count) / (rows[row] ?? 1))),
    columnPercents: counts.map((line) => line.map((count, column) => (100 * count) / (columns[column] ?? 1))),
    expected,
    adjustedResiduals: adjustedResiduals(counts),
    chiSquare: pearsonChiSquare(counts),
    likelihoodRatio: likelihoodRatio(counts),
    ...fisher,
    cramersV: cramersV(counts),
    smallestExpected,
    warnings:
      sparse > expected.flat().length / 5 || smallestExpected < 1
        ? [`${sparse} of ${expected.flat().length} expected counts are below 5: rely on fisher or merge categories`]
        : [],
  };
}

function dropEmpty(full: Counts, rowNames: readonly string[], columnNames: readonly string[]) {
  const { rows, columns } = marginsOf(full);
  const keep = columnNames.map((_, column) => (columns[column] ?? 0) > 0);
  return {
    counts: full.filter((_, row) => (rows[row] ?? 0) > 0).map((line) => line.filter((_, column) => keep[column])),
    rowValues: rowNames.filter((_, row) => (rows[row] ?? 0) > 0),
    columnValues: columnNames.filter((_, column) => keep[column]),
  };
}
