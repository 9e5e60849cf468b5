import { factorCholesky, invertCholesky, solveCholesky } from "./cholesky.ts";
import { addProducts, mirrorLower, nearCases } from "./cross-products.ts";
import { addCombination, addScaled, dotEach } from "./vectors.ts";

/** Maximum likelihood: estimates, their covariances, and the logarithm of the likelihood. */
export interface LikelihoodModel {
  readonly estimates: Float64Array;
  readonly covariances: readonly Float64Array[];
  readonly logLik: number;
}

/** The likelihood at a point: its logarithm, slope and information (minus the curvature). */
interface LikelihoodPoint {
  readonly logLik: number;
  readonly gradient: Float64Array;
  readonly information: readonly Float64Array[];
}

/**
 * Newton's method with step halving, for predictors of about equal scale. Null where it runs away: the information becomes
 * singular or all but vanishes, or the steps do not shrink, which is what separated data do. It ends with a step below `settled`.
 */
export function maximise(
  at: (point: Float64Array) => LikelihoodPoint,
  start: Float64Array,
  settled = 1e-10,
): LikelihoodModel | null {
  let estimates = start;
  let point = at(estimates);
  for (let step = 0; step < 60; step += 1) {
    const factored = factorCholesky(point.information);
    if ("singular" in factored) return null;
    const move = solveCholesky(factored.lower, point.gradient);
    const size = move.reduce(
      (most, value, place) => Math.max(most, Math.abs(value) / (1 + Math.abs(estimates[place] ?? 0))),
      0,
    );
    if (size < settled) return settle(moveBy(estimates, move, 1), factored.lower, point.logLik);
    let [next, tried] = [estimates, point];
    for (let share = 1; share > 1e-6; share /= 2) {
      next = moveBy(estimates, move, share);
      tried = at(next);
      if (tried.logLik >= point.logLik - 1e-10 * Math.abs(point.logLik)) break;
    }
    if (!Number.isFinite(tried.logLik)) return null;
    [estimates, point] = [next, tried];
  }
  return null;
}

function moveBy(estimates: Float64Array, move: Float64Array, share: number): Float64Array {
  return estimates.map((value, place) => value + share * (move[place] ?? 0));
}

/** Variances of standardised slopes beyond this come from shares that are 0 and 1 to the last digit. */
const largestVariance = 1e8;

function settle(estimates: Float64Array, lower: readonly Float64Array[], logLik: number): LikelihoodModel | null {
  const covariances = invertCholesky(lower);
  if (covariances.some((row, place) => (row[place] ?? 0) > largestVariance)) return null;
  return { estimates, covariances, logLik };
}

const empty = new Float64Array();

/** Cases on which Newton's method goes most of its way where there are many more. */
const firstCases = 5000;

/** The last step on a part of the cases; all of them differ from the part by more. */
const nearby = 1e-2;

/** A part of the cases where there are many more than those, spread over all; null where there are not. */
export function takePart(n: number): ((values: Float64Array) => Float64Array) | null {
  const stride = Math.floor(n / firstCases);
  return stride < 4 ? null : (values) => everyNth(values, stride);
}

/**
 * Binary logistic regression on columns of equal scale; `outcome` is 0 or 1. Weights of mean 1 make a pseudo-likelihood.
 * Many cases start from what a part of them, spread over all, comes to; where that leads nowhere, from slopes of 0.
 */
export function fitLogistic(
  columns: readonly Float64Array[],
  outcome: Float64Array,
  weights?: Float64Array,
): LikelihoodModel | null {
  const none = new Float64Array(columns.length);
  const take = takePart(outcome.length);
  const near = take && climbLogistic(columns.map(take), [take(outcome), weights && take(weights)], none, nearby);
  const found = near === null ? null : climbLogistic(columns, [outcome, weights], near.estimates);
  return found ?? climbLogistic(columns, [outcome, weights], none);
}

function everyNth(values: Float64Array, stride: number): Float64Array {
  const taken = new Float64Array(Math.floor(values.length / stride));
  for (let place = 0; place < taken.length; place += 1) taken[place] = values[place * stride] ?? 0;
  return taken;
}

function climbLogistic(
  columns: readonly Float64Array[],
  [outcome, weights]: readonly [Float64Array, Float64Array | undefined],
  start: Float64Array,
  settled?: number,
): LikelihoodModel | null {
  const n = outcome.length;
  const [room, roots] = [columns.map(() => new Float64Array(nearCases)), new Float64Array(nearCases)];
  return maximise(
    (point) => {
      const gradient = new Float64Array(columns.length);
      const information = columns.map(() => new Float64Array(columns.length));
      let logLik = 0;
      for (let from = 0; from < n; from += nearCases) {
        const rest = outcome.slice(from, from + nearCases);
        const near = columns.map((column) => column.subarray(from, from + rest.length));
        const eta = new Float64Array(rest.length);
        addCombination(eta, near, point);
        logLik += weighCases(eta, weights?.subarray(from, from + rest.length), { rest, roots });
        addScaled(gradient, dotEach(near, rest), 1);
        for (const [k, column] of near.entries()) multiplyInto(room[k] ?? empty, column, roots);
        addProducts(
          information,
          room.map((column) => column.subarray(0, rest.length)),
        );
      }
      return { logLik, gradient, information: mirrorLower(information) };
    },
    start,
    settled,
  );
}

/**
 * Cases of a logistic regression at their linear predictors: their part of the logarithm of the likelihood. What is left of
 * each outcome takes its place in `rest`, the root of its information that in `roots`.
 */
function weighCases(
  eta: Float64Array,
  weights: Float64Array | undefined,
  { rest, roots }: { readonly rest: Float64Array; readonly roots: Float64Array },
): number {
  let logLik = 0;
  let shares = 1; // no more than 2 a case, so that one logarithm serves all
  for (let row = 0; row < rest.length; row += 1) {
    const at = eta[row] ?? 0;
    const y = rest[row] ?? 0;
    // e^−|at| serves the likelihood, the share and its complement
    const small = Math.exp(-Math.abs(at));
    const share = (at >= 0 ? 1 : small) / (1 + small);
    const weight = weights?.[row] ?? 1;
    if (weights === undefined) shares *= 1 + small;
    else logLik -= weight * Math.log1p(small);
    if (at >= 0 !== (y === 1)) logLik -= weight * Math.abs(at);
    rest[row] = weight * (y - share);
    roots[row] = Math.sqrt(weight * small) / (1 + small);
  }
  return logLik - Math.log(shares);
}

/** a·b by place of a, written where there is room for it. */
function multiplyInto(room: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let row = 0; row < a.length; row += 1) room[row] = (a[row] ?? 0) * (b[row] ?? 0);
}

/**
 * Proportional odds (McCullagh 1980, JRSS B 42, p. 109): logit P(Y ≤ k) = threshold − eta. `outcome` holds places 0 … K − 1,
 * all in use; estimates are the K − 1 thresholds, then one a column. Weights of mean 1 make a pseudo-likelihood.
 */
export function fitProportionalOdds(
  columns: readonly Float64Array[],
  outcome: Int32Array,
  categories: number,
  weights?: Float64Array,
): LikelihoodModel | null {
  const cuts = categories - 1;
  const p = cuts + columns.length;
  return maximise(
    (point) => {
      const gradient = new Float64Array(p);
      const information = Array.from({ length: p }, () => new Float64Array(p));
      const values = new Float64Array(p);
      let logLik = 0;
      for (let row = 0; row < outcome.length; row += 1) {
        let eta = 0;
        for (const [k, column] of columns.entries()) {
          eta += (column[row] ?? 0) * (point[cuts + k] ?? 0);
          values[cuts + k] = -(column[row] ?? 0);
        }
        const k = outcome[row] ?? 0;
        const weight = weights?.[row] ?? 1;
        const between = placeBetween(point, { k, cuts, eta });
        if (!(between.share > 0)) return { logLik: Number.NEGATIVE_INFINITY, gradient, information };
        logLik += weight * Math.log(between.share);
        addCase({ gradient, information }, { ...between, weight, k, cuts, values });
      }
      return { logLik, gradient, information: mirrorLower(information) };
    },
    startThresholds(outcome, weights, { categories, p }),
  );
}

/** Slopes of the logarithm of each case's likelihood by the estimates of `fitProportionalOdds`: one column an estimate. */
export function scoreProportionalOdds(
  columns: readonly Float64Array[],
  outcome: Int32Array,
  estimates: Float64Array,
): readonly Float64Array[] {
  const cuts = estimates.length - columns.length;
  const scores = Array.from(estimates, () => new Float64Array(outcome.length));
  const set = (place: number, row: number, value: number): void => {
    const score = scores[place];
    if (score !== undefined) score[row] = value;
  };
  for (const [row, k] of outcome.entries()) {
    const eta = columns.reduce((sum, column, place) => sum + (column[row] ?? 0) * (estimates[cuts + place] ?? 0), 0);
    const { upper, lower, share } = placeBetween(estimates, { k, cuts, eta });
    const [fu, fl] = [density(upper) / share, density(lower) / share];
    if (k < cuts) set(k, row, fu);
    if (k > 0) set(k - 1, row, -fl);
    for (const [place, column] of columns.entries()) set(cuts + place, row, (fl - fu) * (column[row] ?? 0));
  }
  return scores;
}

/** Thresholds above and below category `k`, as far as they are from eta, and the probability between them. */
function placeBetween(
  thresholds: Float64Array,
  { k, cuts, eta }: { readonly k: number; readonly cuts: number; readonly eta: number },
) {
  const upper = k < cuts ? (thresholds[k] ?? 0) - eta : Number.POSITIVE_INFINITY;
  const lower = k > 0 ? (thresholds[k - 1] ?? 0) - eta : Number.NEGATIVE_INFINITY;
  const share = lower > 0 ? logistic(-lower) - logistic(-upper) : logistic(upper) - logistic(lower);
  return { upper, lower, share };
}

interface CaseShare {
  readonly upper: number;
  readonly lower: number;
  readonly share: number;
  readonly weight: number;
  readonly k: number;
  readonly cuts: number;
  /** −x behind the places of the thresholds. */
  readonly values: Float64Array;
}

/** Adds what one case says of slope and information. */
function addCase(
  { gradient, information }: Pick<LikelihoodPoint, "gradient" | "information">,
  { upper, lower, share, weight, k, cuts, values }: CaseShare,
): void {
  const [fu, fl] = [density(upper) / share, density(lower) / share];
  const uu = fu * fu - (density(upper) * (1 - 2 * logistic(upper))) / share;
  const ll = fl * fl + (density(lower) * (1 - 2 * logistic(lower))) / share;
  const ul = -fu * fl;
  const add = (a: number, b: number, value: number): void => {
    const line = information[Math.max(a, b)] ?? empty;
    const place = Math.min(a, b);
    line[place] = (line[place] ?? 0) + weight * value;
  };
  const total = uu + ll + 2 * ul;
  for (let a = cuts; a < values.length; a += 1) {
    const x = values[a] ?? 0;
    gradient[a] = (gradient[a] ?? 0) + weight * (fu - fl) * x;
    for (let b = cuts; b <= a; b += 1) add(a, b, total * x * (values[b] ?? 0));
    if (k < cuts) add(a, k, (uu + ul) * x);
    if (k > 0) add(a, k - 1, (ll + ul) * x);
  }
  if (k < cuts) {
    gradient[k] = (gradient[k] ?? 0) + weight * fu;
    add(k, k, uu);
  }
  if (k > 0) {
    gradient[k - 1] = (gradient[k - 1] ?? 0) - weight * fl;
    add(k - 1, k - 1, ll);
  }
  if (k > 0 && k < cuts) add(k, k - 1, ul);
}

/** Logits of the cumulated shares, and slopes of 0. */
function startThresholds(
  outcome: Int32Array,
  weights: Float64Array | undefined,
  { categories, p }: { readonly categories: number; readonly p: number },
): Float64Array {
  const counts = countPlaces(outcome, categories, weights);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const start = new Float64Array(p);
  let below = 0;
  for (let k = 0; k + 1 < categories; k += 1) {
    below += counts[k] ?? 0;
    start[k] = Math.log(below / (total - below));
  }
  return start;
}

/** How often each place 0 … `categories` − 1 occurs, or its sum of weights. */
export function countPlaces(outcome: Int32Array, categories: number, weights?: Float64Array): Float64Array {
  const counts = new Float64Array(categories);
  for (const [row, place] of outcome.entries()) counts[place] = (counts[place] ?? 0) + (weights?.[row] ?? 1);
  return counts;
}

/** 1/(1 + e⁻ˣ), 0 and 1 at the ends. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const small = Math.exp(x);
  return small / (1 + small);
}

function density(x: number): number {
  return logistic(x) * logistic(-x);
}
