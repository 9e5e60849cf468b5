import { z } from "zod";
import { makeStackedChart } from "../charts/stacked-chart.ts";
import { needDataset, readCategories, readWeights } from "../dataset/read-column.ts";
import { tooFew, tooMany } from "../errors.ts";
import type { PresentationContext, PresentationTable } from "../model/presentation.ts";
import { describeEffect } from "../presentation/effect-size.ts";
import { formatNumber, formatP, sayP, starLegend, starsOf } from "../presentation/format-number.ts";
import { nameValue, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variableParam, weightParam } from "../registry/param-roles.ts";
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

const params = z.strictObject({ rows: variableParam("行变量"), columns: variableParam("列变量"), weight: weightParam });
type Params = z.infer<typeof params>;

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
  readonly cramersV: number;
  readonly smallestExpected: number;
  readonly warnings: readonly string[];
}

/** Above this many cells a table is no table: an identifier or a text was taken for categories. */
const mostCells = 10_000;

/** Two categorical variables against each other, complete cases. Throws with fewer than two rows or columns in use. */
export const crosstab: Analysis<Params, CrosstabResult> = {
  kind: "crosstab",
  title: { zh: "交叉分析", en: "Cross-tabulation" },
  reads: "dataset",
  params,
  run({ dataset }, { rows, columns, weight }, { seed }) {
    const data = needDataset(dataset, "crosstab");
    const [down, across] = [readCategories(data, rows), readCategories(data, columns)];
    const weights = readWeights(data, weight);
    const cells = down.values.length * across.values.length;
    if (cells > mostCells) throw tooMany(`cross-tabulation of “${rows}” and “${columns}”`, `${mostCells} cells`, cells);
    const full = down.values.map(() => new Array<number>(across.values.length).fill(0));
    let n = 0;
    for (const [row, code] of down.codes.entries()) {
      const other = across.codes[row] ?? -1;
      const share = weights[row] ?? Number.NaN;
      const line = full[code];
      if (other < 0 || line === undefined || Number.isNaN(share)) continue;
      line[other] = (line[other] ?? 0) + share;
      n += 1;
    }
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
      ...describeCounts(counts, weight === undefined ? seed : null),
    };
  },
  table: writeTable,
  chart(result, { rows, columns }, context) {
    const shares = result.rowValues.flatMap((row, r) =>
      result.columnValues.map((column, c) => ({
        row: nameValue(rows, row, context),
        category: nameValue(columns, column, context),
        percent: result.rowPercents[r]?.[c] ?? 0,
      })),
    );
    return makeStackedChart(shares, {
      axis: say(context, "行百分比／%", "Row percent / %"),
      legend: nameVariable(columns, context),
    });
  },
  narrate(result, { rows, columns }, context) {
    const { statistic, p } = result.chiSquare;
    const [x, v] = [formatNumber(statistic, 3), formatNumber(result.cramersV, 3)];
    const exact = result.smallestExpected < 5 ? result.fisher : undefined;
    const used = exact?.p ?? p;
    const test = exact ? say(context, `Fisher精确检验${sayP(used)}`, `Fisher's exact test ${sayP(used)}`) : sayP(p);
    const figures = say(context, `（χ²=${x}，${test}，Cramér's V=${v}）`, ` (χ²=${x}, ${test}, Cramér's V=${v})`);
    const names = [nameVariable(rows, context), nameVariable(columns, context)].map((name) => quoted(name, context));
    const text =
      used < context.rules.alphaLevel
        ? say(
            context,
            `${names[0]}与${names[1]}的关联具有统计学意义${figures}，${describeEffect("cramersV", result.cramersV, context)}。`,
            `${names[0]} and ${names[1]} are significantly associated${figures}, ${describeEffect("cramersV", result.cramersV, context)}.`,
          )
        : say(
            context,
            `未发现${names[0]}与${names[1]}存在显著关联${figures}。`,
            `No significant association of ${names[0]} and ${names[1]} was found${figures}.`,
          );
    return [
      sentence(
        text + smallSampleNote(result.unweightedN, context),
        ["chiSquare.statistic", statistic, x],
        [exact ? "fisher.p" : "chiSquare.p", used, sayP(used)],
        ["cramersV", result.cramersV, v],
      ),
    ];
  },
};

/** Above this many cases a larger table without small expected counts is left to chi-square. */
const largestForFisher = 2_000;

function describeCounts(
  counts: Counts,
  seed: number | null,
): Omit<CrosstabResult, "n" | "unweightedN" | "weightedN" | "rowValues" | "columnValues"> {
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

function writeTable(
  result: CrosstabResult,
  { rows, columns }: Params,
  context: PresentationContext,
): PresentationTable {
  const { rows: totals } = marginsOf(result.counts);
  const sparse =
    result.warnings.length > 0
      ? say(
          context,
          "；部分期望频数小于5，请参考Fisher检验或合并类别",
          "; some expected counts are below 5, see Fisher's test or merge categories",
        )
      : "";
  const { chiSquare, cramersV: v, fisher } = result;
  const exact =
    fisher === undefined
      ? ""
      : say(context, `；Fisher精确检验p=${formatP(fisher.p)}`, `; Fisher's exact p=${formatP(fisher.p)}`);
  return {
    caption: say(
      context,
      `${nameVariable(rows, context)}与${nameVariable(columns, context)}的交叉表`,
      `${nameVariable(rows, context)} by ${nameVariable(columns, context)}`,
    ),
    unit: say(context, "人（行%）", "count (row %)"),
    header: [
      [
        { text: nameVariable(rows, context) },
        ...result.columnValues.map((value) => ({ text: nameValue(columns, value, context), align: "right" as const })),
        { text: say(context, "合计", "Total"), align: "right" as const },
      ],
    ],
    body: result.rowValues.map((value, row) => [
      { text: nameValue(rows, value, context) },
      ...(result.counts[row] ?? []).map((count, column) => ({
        text: showShare(count, result.rowPercents[row]?.[column] ?? 0, context),
        value: count,
        align: "right" as const,
      })),
      {
        text: formatNumber(totals[row] ?? 0, Number.isInteger(totals[row]) ? 0 : 1),
        value: totals[row] ?? 0,
        align: "right" as const,
      },
    ]),
    note: [
      [
        `χ²=${formatNumber(chiSquare.statistic, 3)}${starsOf(chiSquare)}`,
        `df=${chiSquare.df}`,
        `p=${formatP(chiSquare.p)}`,
        `Cramér's V=${formatNumber(v, 3)}`,
      ].join(say(context, "，", ", ")) +
        exact +
        sparse,
      `n=${formatNumber(result.n, Number.isInteger(result.n) ? 0 : 1)}`,
      starLegend(context.locale),
    ].join(say(context, "；", "; ")),
  };
}

function showShare(count: number, percent: number, context: PresentationContext): string {
  const [shown, share] = [formatNumber(count, Number.isInteger(count) ? 0 : 1), formatNumber(percent, 1)];
  return say(context, `${shown}（${share}）`, `${shown} (${share})`);
}
