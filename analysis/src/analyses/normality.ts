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
import { describeValues, dropMissing } from "../statistics/moments.ts";
import { shapiroSizes, testShapiroWilk } from "../statistics/shapiro-wilk.ts";
import { listPerVariable, type PerVariable } from "./per-variable.ts";

const params = z.strictObject({ variables: variablesParam("变量", 1) });
type Params = z.infer<typeof params>;

/** One variable: `statistic` is W, null with its p beyond 5000 cases; `quantiles` are at most 200 points of the Q–Q plot. */
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
  readonly quantiles: readonly QuantilePoint[];
}

export type NormalityResult = PerVariable<NormalityRow>;

/** Shapiro–Wilk test with skewness and kurtosis, each variable over its valid cases. Throws below three cases and where all are equal. */
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
    ]),
    note: say(
      context,
      `W为Shapiro-Wilk检验（Royston 1995，n为3—5000时给出）；${starLegend("zh")}`,
      `W is the Shapiro–Wilk test (Royston 1995, for n of 3 to 5000); ${starLegend("en")}`,
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
      if (one.p === null || one.statistic === null)
        return sentence(
          say(
            context,
            `${name}的样本量超过5000，不作Shapiro-Wilk检验，可看偏度和峰度（${shape}，n=${one.n}）。`,
            `${name} has more than 5000 cases; judge by its shape (${shape}, n=${one.n}).`,
          ),
          ...shapes,
        );
      const w = formatNumber(one.statistic, 3);
      const figures = say(context, `（W=${w}，${sayP(one.p)}，${shape}）`, ` (W=${w}, ${sayP(one.p)}, ${shape})`);
      const text =
        one.p < context.rules.alphaLevel
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
        [`variables.${place}.statistic`, one.statistic, w],
        [`variables.${place}.p`, one.p, sayP(one.p)],
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
    quantiles: drawQuantiles(values, mean ?? 0, sd ?? 0),
  };
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
