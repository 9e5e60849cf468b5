import { z } from "zod";
import { makeIntervalChart } from "../charts/interval-chart.ts";
import { needDataset, readNumbers } from "../dataset/read-column.ts";
import { readSurveyDesign } from "../dataset/read-design.ts";
import { studentCritical } from "../distributions/tails.ts";
import { tooFew } from "../errors.ts";
import { countCell, formatNumber, numberCell } from "../presentation/format-number.ts";
import { headerRow, nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { designParams, variableParam } from "../registry/param-roles.ts";
import { designDegrees, estimateMean } from "../statistics/survey-design.ts";

const params = z.strictObject({ variable: variableParam("变量"), ...designParams, weight: variableParam("权重变量") });
type Params = z.infer<typeof params>;

/**
 * `designEffect` is against simple random sampling of as many cases: without replacement where the weights add up to a
 * population larger than the sample (R survey's deff=TRUE), else with replacement; `designEffectReplace` always with
 * (deff="replace"). Null without variation.
 */
export interface SurveyMeanResult {
  readonly n: number;
  readonly weightedN: number;
  readonly estimate: number;
  readonly se: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly df: number;
  readonly designEffect: number | null;
  readonly designEffectReplace: number | null;
  /** The plain mean of the same cases. */
  readonly unweightedMean: number;
  readonly strata: number;
  readonly clusters: number;
  readonly warnings: readonly string[];
}

/** A weighted mean with its design-based error (Taylor linearisation); `where` takes a domain, so the design keeps the other cases. Throws without two clusters more than strata. */
export const surveyMean: Analysis<Params, SurveyMeanResult> = {
  kind: "surveyMean",
  title: { zh: "加权均值（考虑抽样设计）", en: "Survey mean" },
  reads: "dataset",
  params,
  whereIsDomain: () => true,
  run({ dataset, domain }, { variable, ...names }) {
    const data = needDataset(dataset, "surveyMean");
    const numbers = readNumbers(data, variable);
    const design = readSurveyDesign(data, names);
    const { rows, weights } = design;
    const values = Float64Array.from(rows, (row) => (domain?.[row] === 0 ? Number.NaN : (numbers[row] ?? Number.NaN)));
    const counts = (place: number): boolean => !Number.isNaN(values[place]) && (weights[place] ?? 0) > 0;
    const valid = values.filter((_, place) => counts(place));
    const df = designDegrees(design, counts);
    const n = valid.length;
    if (n < 2 || df < 1)
      throw tooFew(
        `survey mean of “${variable}”`,
        "valid cases in at least one cluster more than strata",
        `${n} cases in ${df} more`,
      );
    const { estimate, se, weightedN, variance } = estimateMean(design, values, weights);
    const half = studentCritical(0.95, df) * se;
    const population = weightedN > n * (1 + 1e-9);
    const replaced = variance / n;
    const simple = population ? (replaced * (weightedN - n)) / weightedN : replaced;
    return {
      n,
      weightedN,
      estimate,
      se,
      ciLow: estimate - half,
      ciHigh: estimate + half,
      df,
      designEffect: simple > 0 ? se ** 2 / simple : null,
      designEffectReplace: replaced > 0 ? se ** 2 / replaced : null,
      unweightedMean: valid.reduce((sum, value) => sum + value, 0) / n,
      strata: design.strata,
      clusters: design.strataOf.length,
      warnings:
        names.fpc !== undefined && !population
          ? [
              "weights add up to no more than the cases, so they are no population weights: the design effect is against sampling with replacement",
            ]
          : [],
    };
  },
  table(result, { variable, strata, cluster, fpc }, context) {
    return {
      caption: say(
        context,
        `${nameVariable(variable, context)}的加权均值`,
        `Survey mean of ${nameVariable(variable, context)}`,
      ),
      header: [
        headerRow(
          say(context, "变量", "Variable"),
          "n",
          say(context, "未加权均值", "Unweighted mean"),
          say(context, "加权均值", "Weighted mean"),
          say(context, "标准误", "SE"),
          say(context, "95%下限", "95 % low"),
          say(context, "95%上限", "95 % high"),
          say(context, "设计效应", "Design effect"),
        ),
      ],
      body: [
        [
          { text: nameVariable(variable, context) },
          countCell(result.n),
          numberCell(result.unweightedMean, 2),
          numberCell(result.estimate, 2),
          numberCell(result.se, 3),
          numberCell(result.ciLow, 2),
          numberCell(result.ciHigh, 2),
          numberCell(result.designEffect, 2),
        ],
      ],
      note: [
        say(
          context,
          `标准误按泰勒线性化计算，自由度${result.df}`,
          `errors by Taylor linearisation, ${result.df} degrees of freedom`,
        ),
        ...(strata === undefined ? [] : [say(context, `${result.strata}层`, `${result.strata} strata`)]),
        ...(cluster === undefined ? [] : [say(context, `${result.clusters}个群`, `${result.clusters} clusters`)]),
        ...(fpc === undefined ? [] : [say(context, "含有限总体校正", "finite population corrected")]),
      ].join(say(context, "；", "; ")),
    };
  },
  chart(result, _params, context) {
    const points = [
      { label: say(context, "加权", "Weighted"), value: result.estimate, low: result.ciLow, high: result.ciHigh },
      { label: say(context, "未加权", "Unweighted"), value: result.unweightedMean, low: null, high: null },
    ];
    return makeIntervalChart(points, say(context, "均值及95%置信区间", "Mean and 95 % interval"));
  },
  narrate(result, { variable }, context) {
    const name = quoted(nameVariable(variable, context), context);
    const [m, low, high, plain] = [result.estimate, result.ciLow, result.ciHigh, result.unweightedMean].map((one) =>
      formatNumber(one, 2),
    ) as [string, string, string, string];
    const text = say(
      context,
      `${name}的加权均值为${m}（95%置信区间${low}—${high}，n=${result.n}），未加权均值为${plain}。`,
      `The weighted mean of ${name} is ${m} (95 % interval ${low} to ${high}, n=${result.n}), unweighted ${plain}.`,
    );
    return [
      sentence(
        text + smallSampleNote(result.n, context),
        ["estimate", result.estimate, m],
        ["ciLow", result.ciLow, low],
        ["ciHigh", result.ciHigh, high],
        ["unweightedMean", result.unweightedMean, plain],
      ),
    ];
  },
};
