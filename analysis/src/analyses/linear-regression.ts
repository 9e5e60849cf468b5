import { z } from "zod";
import { makeForestChart } from "../charts/forest-chart.ts";
import { needDataset } from "../dataset/read-column.ts";
import type { NarratedSentence, PresentationContext, PresentationTable } from "../model/presentation.ts";
import { formatNumber, formatP, numberCell, sayP, starLegend, starsOf } from "../presentation/format-number.ts";
import {
  headerRow,
  nameVariable,
  noteWeight,
  quoted,
  say,
  sentence,
  smallSampleNote,
} from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { designParams, hasWeightForDesign, variableParam, variablesParam } from "../registry/param-roles.ts";
import {
  fitLinearRegression,
  type LinearCoefficient,
  type LinearRequest,
  type LinearResult,
} from "./linear-regression-fit.ts";
import { fitWeightedRegression } from "./linear-regression-weighted.ts";
import { nameTerm, sayTerm } from "./regression-design.ts";

const params = z
  .strictObject({
    outcome: variableParam("因变量"),
    predictors: variablesParam("自变量", 1),
    robust: z.enum(["HC3"]).optional().meta({ description: "稳健标准误" }),
    ...designParams,
  })
  .refine(
    ({ weight, strata, fpc }) => hasWeightForDesign({ weight, strata, fpc }),
    "strata and fpc: expected a weight beside them",
  )
  .refine(
    ({ weight, robust }) => weight === undefined || robust === undefined,
    "robust: expected none beside a weight, whose errors hold under unequal variances already",
  )
  .refine(({ outcome, predictors }) => !predictors.includes(outcome), "predictors: expected none that is the outcome");

/** Linear regression by least squares over complete cases, with a weight as R's `svyglm`; categorical predictors as treatment contrasts. */
export const linearRegression: Analysis<LinearRequest, LinearResult> = {
  kind: "linearRegression",
  title: { zh: "线性回归", en: "Linear regression" },
  reads: "dataset",
  params,
  whereIsDomain: ({ weight }) => weight !== undefined,
  run({ dataset, domain }, { weight, ...request }) {
    const data = needDataset(dataset, "linearRegression");
    return weight === undefined
      ? fitLinearRegression(data, request)
      : fitWeightedRegression(data, { ...request, weight }, domain);
  },
  table: writeTable,
  chart(result, _params, context) {
    const points = result.coefficients.flatMap((one) => {
      if (one.beta === null || one.estimate === 0) return [];
      const scale = one.beta / one.estimate;
      const [a, b] = [one.ciLow * scale, one.ciHigh * scale];
      return [{ label: nameTerm(one, context), value: one.beta, low: Math.min(a, b), high: Math.max(a, b) }];
    });
    return makeForestChart(points, {
      axis: say(context, "标准化系数及95%置信区间", "Standardised coefficient with 95 % interval"),
      neutral: 0,
      ratio: false,
    });
  },
  narrate: narrateRegression,
};

/** The p to read: by clusters, else robust, else plain. */
function usedP({ p, robustP, clusterP }: LinearCoefficient): number | null {
  return clusterP ?? robustP ?? p;
}

function writeTable(
  result: LinearResult,
  { outcome, predictors, robust, cluster, weight }: LinearRequest,
  context: PresentationContext,
): PresentationTable {
  const other = weight === undefined && (cluster !== undefined || robust !== undefined);
  const errors =
    cluster === undefined ? say(context, "稳健标准误", "Robust SE") : say(context, "聚类稳健标准误", "Cluster SE");
  const vifs = new Map(predictors.map((name, place) => [name, result.vif[place] ?? null]));
  return {
    caption: say(
      context,
      `${nameVariable(outcome, context)}的线性回归`,
      `Linear regression of ${nameVariable(outcome, context)}`,
    ),
    header: [
      headerRow(
        say(context, "变量", "Term"),
        "B",
        say(context, "标准误", "SE"),
        ...(other ? [errors] : []),
        "β",
        "t",
        "p",
        "VIF",
      ),
    ],
    body: result.coefficients.map((one) => {
      const p = usedP(one);
      return [
        { text: nameTerm(one, context) },
        numberCell(one.estimate, 3, p === null ? "" : starsOf({ p })),
        numberCell(one.se, 3),
        ...(other ? [numberCell(one.clusterSe ?? one.robustSe, 3)] : []),
        numberCell(one.beta, 3),
        numberCell(one.clusterT ?? one.robustT ?? one.t, 3),
        p === null ? { text: "—", align: "right" as const } : { text: formatP(p), value: p, align: "right" as const },
        numberCell(one.variable === null ? null : (vifs.get(one.variable) ?? null), 2),
      ];
    }),
    note: [
      `n=${result.n}`,
      ...(weight === undefined ? [] : [noteWeight(weight, context)]),
      `R²=${formatNumber(result.rSquared, 3)}`,
      say(
        context,
        `调整R²=${formatNumber(result.adjustedRSquared, 3)}`,
        `adjusted R²=${formatNumber(result.adjustedRSquared, 3)}`,
      ),
      `F(${result.df1}, ${result.df2})=${formatNumber(result.fStatistic, 3)}`,
      ...(result.p === null ? [] : [sayP(result.p)]),
      ...(result.durbinWatson === null ? [] : [`D-W=${formatNumber(result.durbinWatson, 2)}`]),
      ...(result.breuschPagan === null ? [] : [`Breusch–Pagan ${sayP(result.breuschPagan.p)}`]),
      starLegend(context.locale),
    ].join(say(context, "；", "; ")),
  };
}

function narrateRegression(
  result: LinearResult,
  { outcome, predictors }: LinearRequest,
  context: PresentationContext,
): readonly NarratedSentence[] {
  const name = quoted(nameVariable(outcome, context), context);
  const r2 = formatNumber(100 * result.rSquared, 1);
  const f = formatNumber(result.fStatistic, 3);
  const significant = result.p !== null && result.p < context.rules.alphaLevel;
  const figures =
    result.p === null ? "" : say(context, `（F=${f}，${sayP(result.p)}）`, ` (F=${f}, ${sayP(result.p)})`);
  const whole =
    result.p === null
      ? say(
          context,
          `${name}由自变量完全决定，检验没有意义，请检查自变量是否包含因变量。`,
          `The predictors determine ${name} in full; check whether one is part of it.`,
        )
      : significant
        ? say(
            context,
            `模型整体具有统计学意义${figures}，自变量共解释${name}变异的${r2}%（n=${result.n}）。`,
            `The model is significant${figures}; the predictors account for ${r2} % of the variation of ${name} (n=${result.n}).`,
          )
        : say(
            context,
            `未发现模型整体具有统计学意义${figures}（n=${result.n}）。`,
            `The model as a whole is not significant${figures} (n=${result.n}).`,
          );
  const first = sentence(
    whole + smallSampleNote(result.n, context),
    ...(result.p === null || result.fStatistic === null
      ? []
      : ([
          ["fStatistic", result.fStatistic, f],
          ["p", result.p, sayP(result.p)],
          ["n", result.n, String(result.n)],
        ] as const)),
  );
  const found = result.coefficients.flatMap((one, place) => {
    const p = usedP(one);
    return place > 0 && p !== null && p < context.rules.alphaLevel && significant ? [{ one, place }] : [];
  });
  const details = found.map(({ one, place }) => {
    const b = formatNumber(one.estimate, 3);
    const said = sayP(usedP(one) ?? 1);
    const direction = one.estimate > 0 ? say(context, "正向", "positively") : say(context, "负向", "negatively");
    const path = one.clusterP !== null ? "clusterP" : one.robustP !== null ? "robustP" : "p";
    return sentence(
      say(
        context,
        `在其他自变量不变时，${sayTerm(one, context)}${one.value === null ? `与${name}${direction}相关` : `${name}${one.estimate > 0 ? "较高" : "较低"}`}（B=${b}，${said}）。`,
        `Other predictors equal, ${sayTerm(one, context)} ${one.value === null ? `is ${direction} associated with ${name}` : `goes with ${one.estimate > 0 ? "higher" : "lower"} ${name}`} (B=${b}, ${said}).`,
      ),
      [`coefficients.${place}.estimate`, one.estimate, b],
      [`coefficients.${place}.${path}`, usedP(one) ?? 1, said],
    );
  });
  const inflated = predictors
    .filter((_, place) => (result.vif[place] ?? 1) >= 10)
    .map((one) => quoted(nameVariable(one, context), context));
  const collinear =
    inflated.length === 0
      ? []
      : [
          sentence(
            say(
              context,
              `${inflated.join("、")}的方差膨胀因子（VIF）不低于10，存在多重共线性，系数请谨慎解读。`,
              `The variance inflation of ${inflated.join(", ")} is 10 or more; read their coefficients with care.`,
            ),
          ),
        ];
  const caution =
    details.length === 0
      ? []
      : [
          sentence(
            say(context, "回归系数反映相关关系，不能据此推断因果。", "Coefficients show association, not cause."),
          ),
        ];
  return [first, ...details, ...collinear, ...caution];
}
