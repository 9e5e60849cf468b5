import { z } from "zod";
import { makeForestChart } from "../charts/forest-chart.ts";
import { needDataset } from "../dataset/read-column.ts";
import { nameValue, nameVariable, noteWeight, quoted, say } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import {
  designNeedsWeight,
  designParams,
  hasWeightForDesign,
  variableParam,
  variablesParam,
} from "../registry/param-roles.ts";
import { coefficientCells, coefficientTitles, fitNote, narrateLogit } from "./logit-presentation.ts";
import { fitMultinomialRegression, type MultinomialRequest, type MultinomialResult } from "./multinomial-fit.ts";
import { nameTerm } from "./regression-design.ts";

const params = z
  .strictObject({
    outcome: variableParam("因变量（无序类别）"),
    predictors: variablesParam("自变量", 1),
    reference: z.union([z.string(), z.number()]).optional().meta({ description: "参照类别" }),
    ...designParams,
  })
  .refine(hasWeightForDesign, designNeedsWeight)
  .refine(({ outcome, predictors }) => !predictors.includes(outcome), "predictors: expected none that is the outcome");

/** Multinomial logit by maximum likelihood over complete cases: each category against the reference; with a weight by pseudo-likelihood and linearised errors. */
export const multinomialRegression: Analysis<MultinomialRequest, MultinomialResult> = {
  kind: "multinomialRegression",
  title: { zh: "多分类Logit回归", en: "Multinomial regression" },
  reads: "dataset",
  params,
  whereIsDomain: ({ weight }) => weight !== undefined,
  run: ({ dataset, domain }, request) =>
    fitMultinomialRegression(needDataset(dataset, "multinomialRegression"), request, domain),
  table(result, { outcome, weight }, context) {
    const against = nameValue(outcome, result.reference, context);
    return {
      caption: say(
        context,
        `${nameVariable(outcome, context)}的多分类Logit回归`,
        `Multinomial regression of ${nameVariable(outcome, context)}`,
      ),
      header: [[{ text: say(context, "类别", "Category"), align: "left" }, ...coefficientTitles(context)]],
      body: result.coefficients.map((one, place) => {
        const repeated = result.coefficients[place - 1]?.category === one.category;
        return [{ text: repeated ? "" : nameValue(outcome, one.category, context) }, ...coefficientCells(one, context)];
      }),
      note: [
        say(context, `参照类别：${against}`, `Reference: ${against}`),
        fitNote(result, context),
        ...(weight === undefined ? [] : [noteWeight(weight, context)]),
      ].join(say(context, "；", "; ")),
    };
  },
  chart(result, { outcome }, context) {
    const shown = (value: number | null): value is number => value !== null && value > 1e-6 && value < 1e6;
    const points = result.coefficients.flatMap((one) =>
      one.variable !== null && shown(one.oddsRatio) && shown(one.ciLow) && shown(one.ciHigh)
        ? [
            {
              label: `${nameValue(outcome, one.category, context)}｜${nameTerm(one, context)}`,
              value: one.oddsRatio,
              low: one.ciLow,
              high: one.ciHigh,
            },
          ]
        : [],
    );
    if (points.length === 0) return null;
    return makeForestChart(points, {
      axis: say(context, "优势比（OR）及95%置信区间", "Odds ratio with 95 % interval"),
      neutral: 1,
      ratio: true,
    });
  },
  narrate(result, request, context) {
    const name = quoted(nameVariable(request.outcome, context), context);
    const against = quoted(nameValue(request.outcome, result.reference, context), context);
    return narrateLogit(result, request, context, ({ category }) => {
      const value = quoted(nameValue(request.outcome, category ?? "", context), context);
      return { zh: `${name}为${value}（相对于${against}）`, en: `${value} against ${against}` };
    });
  },
};
