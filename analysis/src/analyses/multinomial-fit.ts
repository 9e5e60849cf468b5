import { referenceUnknown, separated } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import type { DesignRequest } from "../registry/param-roles.ts";
import { testWald } from "../statistics/design-estimates.ts";
import { countPlaces } from "../statistics/likelihood-models.ts";
import { fitMultinomial, scoreMultinomial } from "../statistics/multinomial-model.ts";
import { toDataUnits } from "../statistics/standardise.ts";
import {
  describeFit,
  type LogitCoefficient,
  type LogitFit,
  type LogitRequest,
  prepare,
  suspect,
  testLikelihood,
  warnOfFew,
} from "./logit-fit.ts";
import { describeWeightedFit, openWeights, sumEmptyLikelihood, weighCases } from "./logit-weighted.ts";
import { readPlacedOutcome, requireCases } from "./regression-design.ts";

/** What is regressed on what, and the category all others are compared with (the first unless named). */
export interface MultinomialRequest extends LogitRequest, DesignRequest {
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

/**
 * Fits an outcome of unordered categories; with a weight by pseudo-likelihood, errors by linearisation. Throws as
 * `fitLogisticRegression` does, with more than 10 categories, with a reference that does not occur, and with too few clusters.
 */
export function fitMultinomialRegression(
  data: Dataset,
  { reference: asked, ...request }: MultinomialRequest,
  domain: Uint8Array | undefined,
): MultinomialResult {
  const { outcome } = request;
  const what = `multinomial regression of “${outcome}”`;
  const open = openWeights(data, request, domain);
  const {
    design,
    places: found,
    categories,
  } = readPlacedOutcome(data, request, { what, most: mostCategories, also: open });
  const first = asked === undefined ? 0 : categories.indexOf(String(asked));
  if (first < 0) throw referenceUnknown(outcome, String(asked), categories);
  const others = categories.filter((_, place) => place !== first);
  requireCases(what, { ...design, columns: others.flatMap(() => design.columns) });
  const weighed = open && weighCases(open, design, what);
  // the reference comes to place 0, those before it move up
  const places = found.map((place) => (place === first ? 0 : place + (place < first ? 1 : 0)));
  const scaled = prepare(design);
  const columns = [design.columns[0] ?? new Float64Array(), ...scaled.columns];
  const model = fitMultinomial(columns, places, categories.length, weighed?.weights);
  if (model === null)
    throw separated(
      outcome,
      suspect(
        design,
        Float64Array.from(places, (one) => Math.min(1, one)),
      ),
    );
  const { estimates, logLik } = model;
  const covariances = weighed?.linearise(model, scoreMultinomial(columns, places, estimates)) ?? model.covariances;
  const [n, p] = [places.length, columns.length];
  const empty = sumEmptyLikelihood(countPlaces(places, categories.length, weighed?.weights));
  const fits = others.map((_, j) => {
    const part = {
      estimates: estimates.slice(j * p, (j + 1) * p),
      covariances: covariances.slice(j * p, (j + 1) * p).map((row) => row.slice(j * p, (j + 1) * p)),
    };
    const units = { ...toDataUnits(part, scaled, { cuts: 1, sign: -1 }), logLik };
    return weighed === null
      ? describeFit(design, units, { empty, n, first: 0 })
      : describeWeightedFit(design.terms, units, { empty, first: 1, weighed });
  });
  const counts = countPlaces(places, categories.length);
  const whole =
    weighed === null
      ? {
          aic: 2 * others.length * p - 2 * logLik,
          likelihoodRatio: testLikelihood(logLik - empty, others.length * (p - 1)),
        }
      : { wald: testSlopes({ estimates, covariances }, p, weighed.degrees) };
  const [one] = fits;
  if (one === undefined) throw referenceUnknown(outcome, String(asked), categories);
  return {
    ...one,
    ...whole,
    reference: categories[first] ?? "",
    categories: others,
    coefficients: fits.flatMap((fit, j) =>
      fit.coefficients.map((coefficient) => ({ category: others[j] ?? "", ...coefficient })),
    ),
    warnings: warnOfFew(Math.min(...counts), p - 1),
  };
}

/** Wald's test that no slope of any category differs from 0; of every `p` estimates the first is an intercept. */
function testSlopes(
  { estimates, covariances }: { readonly estimates: Float64Array; readonly covariances: readonly Float64Array[] },
  p: number,
  degrees: number,
): LogitFit["wald"] {
  const isSlope = (_: unknown, place: number): boolean => place % p !== 0;
  return testWald(
    estimates.filter(isSlope),
    covariances.filter(isSlope).map((row) => row.filter(isSlope)),
    degrees,
  );
}
