import { chiSquareTail } from "../distributions/tails.ts";
import { noVariation, referenceUnknown, separated } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { fitMultinomial } from "../statistics/multinomial-model.ts";
import { toDataUnits } from "../statistics/standardise.ts";
import {
  describeFit,
  type LogitCoefficient,
  type LogitFit,
  type LogitRequest,
  prepare,
  suspect,
  warnOfFew,
} from "./logit-fit.ts";
import { readCategoricalOutcome, requireCases } from "./regression-design.ts";

export interface MultinomialRequest extends LogitRequest {
  /** The category the others are compared with; left out, the first. */
  readonly reference?: string | number | undefined;
}

/** Coefficients of each category against `reference`, in the order of `categories`, which does not hold it. */
export interface MultinomialResult extends Omit<LogitFit, "coefficients"> {
  readonly reference: string;
  readonly categories: readonly string[];
  readonly coefficients: readonly (LogitCoefficient & { readonly category: string })[];
}

/** More categories than a reader can compare. */
const mostCategories = 10;

/** Fits an outcome of unordered categories. Throws as `fitLogisticRegression` does, with more than 10 categories, and with a reference that does not occur. */
export function fitMultinomialRegression(
  data: Dataset,
  { outcome, predictors, reference: asked }: MultinomialRequest,
): MultinomialResult {
  const { design, kept, used, values } = readCategoricalOutcome(data, { outcome, predictors }, mostCategories);
  if (used.length > 0 && used.length < 2) throw noVariation(outcome);
  const names = used.map((code) => values[code] ?? "");
  const first = asked === undefined ? 0 : names.indexOf(String(asked));
  const others = names.filter((_, place) => place !== first);
  requireCases(`multinomial regression of “${outcome}”`, { ...design, columns: others.flatMap(() => design.columns) });
  if (first < 0) throw referenceUnknown(outcome, String(asked), names);
  const order = [used[first] ?? 0, ...used.filter((_, place) => place !== first)];
  const places = Int32Array.from(kept, (code) => order.indexOf(code));
  const scaled = prepare(design);
  const p = design.columns.length;
  const model = fitMultinomial([design.columns[0] ?? new Float64Array(), ...scaled.columns], places, order.length);
  if (model === null)
    throw separated(
      outcome,
      suspect(
        design,
        Float64Array.from(places, (one) => Math.min(1, one)),
      ),
    );
  const counts = order.map((_, place) => places.filter((one) => one === place).length);
  const n = places.length;
  const empty = counts.reduce((sum, count) => sum + count * Math.log(count / n), 0);
  const blocks = others.map((category, j) => {
    const part = {
      estimates: model.estimates.slice(j * p, (j + 1) * p),
      covariances: model.covariances.slice(j * p, (j + 1) * p).map((row) => row.slice(j * p, (j + 1) * p)),
    };
    const units = { ...toDataUnits(part, scaled, { cuts: 1, sign: -1 }), logLik: model.logLik };
    const fit = describeFit(design, units, { empty, n, first: 0 });
    return { fit, coefficients: fit.coefficients.map((one) => ({ category, ...one })) };
  });
  const statistic = Math.max(0, 2 * (model.logLik - empty));
  const df = others.length * (p - 1);
  return {
    n,
    reference: names[first] ?? "",
    categories: others,
    logLik: model.logLik,
    aic: 2 * others.length * p - 2 * model.logLik,
    mcFadden: blocks[0]?.fit.mcFadden ?? 0,
    nagelkerke: blocks[0]?.fit.nagelkerke ?? 0,
    likelihoodRatio: { statistic, df, ...chiSquareTail(statistic, df) },
    coefficients: blocks.flatMap(({ coefficients }) => coefficients),
    warnings: warnOfFew(Math.min(...counts), p - 1),
  };
}
