import { z } from "zod";
import { needDataset } from "../dataset/read-column.ts";
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
import { fitLogisticRegression, type LogisticResult, type LogitRequest } from "./logit-fit.ts";
import { coefficientCells, coefficientTitles, drawRatios, fitNote, narrateLogit } from "./logit-presentation.ts";
import { fitWeightedLogistic } from "./logit-weighted.ts";

const params = z
  .strictObject({ outcome: variableParam("因变量（0/1）"), predictors: variablesParam("自变量", 1), ...designParams })
  .refine(hasWeightForDesign, designNeedsWeight)
  .refine(({ outcome, predictors }) => !predictors.includes(outcome), "predictors: expected none that is the outcome");

/** Binary logistic regression by maximum likelihood over complete cases, with a weight as R's `svyglm`; separated data are a problem, not a result. */
export const logisticRegression: Analysis<LogitRequest & DesignRequest, LogisticResult> = {
  kind: "logisticRegression",
  title: { zh: "二元Logit回归", en: "Logistic regression" },
  reads: "dataset",
  params,
  whereIsDomain: ({ weight }) => weight !== undefined,
  run({ dataset, domain }, { weight, ...request }) {
    const data = needDataset(dataset, "logisticRegression");
    return weight === undefined
      ? fitLogisticRegression(data, request)
      : fitWeightedLogistic(data, { ...request, weight }, domain);
  },
  table: (result, { outcome, weight }, context) => ({
    caption: say(
      context,
      `${nameVariable(outcome, context)}的二元Logit回归`,
      `Logistic regression of ${nameVariable(outcome, context)}`,
    ),
    header: [coefficientTitles(context)],
    body: result.coefficients.map((one) => coefficientCells(one, context)),
    note: [fitNote(result, context), ...(weight === undefined ? [] : [noteWeight(weight, context)])].join(
      say(context, "；", "; "),
    ),
  }),
  chart: (result, _params, context) => drawRatios(result, context),
  narrate(result, request, context) {
    const event = nameValue(request.outcome, "1", context);
    const name = quoted(
      `${nameVariable(request.outcome, context)}${event === "1" ? "=1" : say(context, `为${event}`, `: ${event}`)}`,
      context,
    );
    return narrateLogit(result, request, context, { zh: name, en: name });
  },
};
