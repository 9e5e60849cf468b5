import { z } from "zod";
import { makeQuantileChart, type QuantilePoint } from "../charts/quantile-chart.ts";
import { needDataset, readNumbers } from "../dataset/read-column.ts";
import { normalQuantile, type Tail } from "../distributions/tails.ts";
import { noVariation, tooFew } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import {
  countCell,
  formatNumber,
  numberCell,
  pCell,
  sayP,
  starLegend,
  starsOf,
} from "../presentation/format-number.ts";
import { headerRow, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variablesParam } from "../registry/param-roles.ts";
import { isRounding, largestSize } from "../statistics/is-rounding.ts";
import { fewestForLilliefors, testLilliefors } from "../statistics/lilliefors.ts";
import { describeValues, dropMissing } from "../statistics/moments.ts";
import { shapiroSizes, testShapiroWilk } from "../statistics/shapiro-wilk.ts";
import { listPerVariable, type PerVariable } from "./per-variable.ts";

const params = z.strictObject({ variables: variablesParam("变量", 1) });
type Params = z.infer<typeof params>;

/** Kolmogorov and Smirnov's distance from the normal distribution of the same mean and deviation, p after Lilliefors. */
export interface NormalDistance extends Tail {
  readonly statistic: number;
}

/** One variable: `statistic` is W, null with its p beyond 5000 cases; the distance is null below 5; `quantiles` are at most 200 points of the Q–Q plot. */
export interface NormalityRow {
  readonly variable: string;
  readonly n: number;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly skewness: number | null;
  readonly kurtosis: number | null;
  readonly statistic: number | null;
  readonly p: number | null;
  readonly log10P: number | null;
  readonly kolmogorovSmirnov: NormalDistance | null;
  readonly quantiles: readonly QuantilePoint[];
}

/** The row itself for one variable, the rows of several. */
export type NormalityResult = PerVariable<NormalityRow>;

/** Shapiro–Wilk and Kolmogorov–Smirnov (Lilliefors) tests with skewness and kurtosis, each variable over its valid cases. Throws below three cases and where all are equal. */
export const normality: Analysis<Params, NormalityResult> = {
  kind: "normality",
  title: { zh: "正态性检验", en: "Test of normality" },
  reads: "dataset",
  params,
  run({ dataset }, { variables }) {
    const data = needDataset(dataset, "normality");
    const rows = variables.map((variable) => testVariable(data, variable));
    return listPerVariable(rows);
  },
  table: (result, _params, context) => ({
    caption: say(context, "正态性检验", "Tests of normality"),
    header: [
      headerRow(
        say(context, "变量", "Variable"),
        "n",
        say(context, "均值", "Mean"),
        say(context, "标准差", "SD"),
        say(context, "偏度", "Skewness"),
        say(context, "峰度", "Kurtosis"),
        "W",
        "p",
        "D",
        "p",
      ),
    ],
    body: result.variables.map((one) => [
      { text: nameVariable(one.variable, context) },
      countCell(one.n),
      numberCell(one.mean, 2),
      numberCell(one.sd, 2),
      numberCell(one.skewness, 3),
      numberCell(one.kurtosis, 3),
      numberCell(one.statistic, 3, one.p === null ? "" : starsOf({ p: one.p })),
      one.p === null ? numberCell(null, 3) : pCell({ p: one.p }),
      numberCell(
        one.kolmogorovSmirnov?.statistic ?? null,
        3,
        one.kolmogorovSmirnov ? starsOf(one.kolmogorovSmirnov) : "",
      ),
      one.kolmogorovSmirnov ? pCell(one.kolmogorovSmirnov) : numberCell(null, 3),
    ]),
    note: say(
      context,
      `W为Shapiro-Wilk检验（Royston 1995，n为3—5000时给出），D为Kolmogorov-Smirnov检验（Lilliefors校正，n≥5时给出）；${starLegend("zh")}`,
      `W is the Shapiro–Wilk test (Royston 1995, for n of 3 to 5000), D the Kolmogorov–Smirnov test (Lilliefors, from n of 5); ${starLegend("en")}`,
    ),
  }),
  chart(result, _params, context) {
    const [only] = result.variables;
    if (result.variables.length !== 1 || only === undefined) return null;
    return makeQuantileChart(only.quantiles, {
      x: say(context, "正态分布下的期望值", "Expected of a normal distribution"),
      y: nameVariable(only.variable, context),
    });
  },
  narrate: (result, _params, context) =>
    result.variables.map((one, place) => {
      const name = quoted(nameVariable(one.variable, context), context);
      const [skew, kurt] = [formatNumber(one.skewness, 2), formatNumber(one.kurtosis, 2)];
      const shape = say(context, `偏度${skew}、峰度${kurt}`, `skewness ${skew}, kurtosis ${kurt}`);
      const shapes = [
        ...(one.skewness === null ? [] : [[`variables.${place}.skewness`, one.skewness, skew] as const]),
        ...(one.kurtosis === null ? [] : [[`variables.${place}.kurtosis`, one.kurtosis, kurt] as const]),
      ];
      const told =
        one.p === null || one.statistic === null
          ? { symbol: "D", path: `variables.${place}.kolmogorovSmirnov`, statistic: 0, p: 1, ...one.kolmogorovSmirnov }
          : { symbol: "W", path: `variables.${place}`, statistic: one.statistic, p: one.p };
      const value = formatNumber(told.statistic, 3);
      const figures = say(
        context,
        `（${told.symbol}=${value}，${sayP(told.p)}，${shape}）`,
        ` (${told.symbol}=${value}, ${sayP(told.p)}, ${shape})`,
      );
      const text =
        told.p < context.rules.alphaLevel
          ? say(
              context,
              `${name}的分布与正态分布有显著差异${figures}，比较时宜同时报告非参数检验。`,
              `${name} departs significantly from the normal distribution${figures}; report rank tests beside.`,
            )
          : say(
              context,
              `未发现${name}的分布显著偏离正态分布${figures}。`,
              `No significant departure of ${name} from the normal distribution was found${figures}.`,
            );
      return sentence(
        text + smallSampleNote(one.n, context),
        [`${told.path}.statistic`, told.statistic, value],
        [`${told.path}.p`, told.p, sayP(told.p)],
        ...shapes,
      );
    }),
};

function testVariable(data: Dataset, variable: string): NormalityRow {
  const values = dropMissing(readNumbers(data, variable));
  const { n, mean, sd, skewness, kurtosis } = describeValues(values);
  if (n < shapiroSizes.least)
    throw tooFew(`normality of “${variable}”`, `at least ${shapiroSizes.least} valid cases`, String(n));
  if (isRounding((sd ?? 0) ** 2, largestSize(values))) throw noVariation(variable);
  const tested: (Tail & { readonly w: number }) | null = n > shapiroSizes.most ? null : testShapiroWilk(values);
  return {
    variable,
    n,
    mean,
    sd,
    skewness,
    kurtosis,
    statistic: tested?.w ?? null,
    p: tested?.p ?? null,
    log10P: tested?.log10P ?? null,
    kolmogorovSmirnov: measureDistance(values, mean ?? 0, sd ?? 0),
    quantiles: drawQuantiles(values, mean ?? 0, sd ?? 0),
  };
}

function measureDistance(values: Float64Array, mean: number, sd: number): NormalDistance | null {
  if (values.length < fewestForLilliefors) return null;
  const { d, ...tail } = testLilliefors(values, mean, sd);
  return { statistic: d, ...tail };
}

const mostPoints = 200;

function drawQuantiles(values: Float64Array, mean: number, sd: number): readonly QuantilePoint[] {
  const sorted = Float64Array.from(values).sort();
  const count = Math.min(mostPoints, sorted.length);
  return Array.from({ length: count }, (_, place) => {
    const share = (place + 0.5) / count;
    const observed = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    return { expected: mean + sd * normalQuantile(share), observed };
  });
}
