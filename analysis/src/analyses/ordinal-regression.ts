import { z } from "zod";
import { needDataset } from "../dataset/read-column.ts";
import { numberCell } from "../presentation/format-number.ts";
import { nameValue, nameVariable, noteWeight, quoted, say } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import {
  type DesignRequest,
  designNeedsWeight,
  designParams,
  hasWeightForDesign,
  variableParam,
  variablesParam,
} from "../registry/param-roles.ts";
import type { LogitRequest } from "./logit-fit.ts";
import { coefficientCells, coefficientTitles, drawRatios, fitNote, narrateLogit } from "./logit-presentation.ts";
import { fitOrdinalRegression, type OrdinalResult } from "./ordinal-fit.ts";

const params = z
  .strictObject({
    outcome: variableParam("因变量（有序）"),
    predictors: variablesParam("自变量", 1),
    ...designParams,
  })
  .refine(hasWeightForDesign, designNeedsWeight)
  .refine(({ outcome, predictors }) => !predictors.includes(outcome), "predictors: expected none that is the outcome");

/** Proportional odds over complete cases: logit P(Y ≤ k) = threshold − eta, so that a positive coefficient goes with higher categories; with a weight as R's `svyolr`. */
export const ordinalRegression: Analysis<LogitRequest & DesignRequest, OrdinalResult> = {
  kind: "ordinalRegression",
  title: { zh: "有序Logit回归", en: "Ordinal regression" },
  reads: "dataset",
  params,
  whereIsDomain: ({ weight }) => weight !== undefined,
  run: ({ dataset, domain }, request) =>
    fitOrdinalRegression(needDataset(dataset, "ordinalRegression"), request, domain),
  table(result, { outcome, weight }, context) {
    const blank = { text: "" };
    return {
      caption: say(
        context,
        `${nameVariable(outcome, context)}的有序Logit回归`,
        `Ordinal regression of ${nameVariable(outcome, context)}`,
      ),
      header: [coefficientTitles(context)],
      body: [
        ...result.coefficients.map((one) => coefficientCells(one, context)),
        ...result.thresholds.map((threshold, place) => {
          const [low, high] = [place, place + 1].map((one) =>
            nameValue(outcome, result.categories[one] ?? "", context),
          );
          const text = say(context, `阈值：${low}｜${high}`, `Threshold ${low} | ${high}`);
          return [
            { text },
            numberCell(threshold, 3),
            numberCell(result.thresholdErrors[place] ?? null, 3),
            blank,
            blank,
            blank,
            blank,
          ];
        }),
      ],
      note: [fitNote(result, context), ...(weight === undefined ? [] : [noteWeight(weight, context)])].join(
        say(context, "；", "; "),
      ),
    };
  },
  chart: (result, _params, context) => drawRatios(result, context),
  narrate(result, request, context) {
    const name = quoted(nameVariable(request.outcome, context), context);
    return narrateLogit(result, request, context, { zh: `${name}处于更高类别`, en: `a higher category of ${name}` });
  },
};
