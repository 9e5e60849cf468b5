import { bivariateDensity, createBivariateCdf } from "../distributions/bivariate-normal.ts";
import { chiSquareTail, normalQuantile, type Tail } from "../distributions/tails.ts";
import { type Counts, marginsOf } from "./contingency.ts";

/** Beyond this a correlation counts as perfect. */
const most = 0.999_999;
/** Shares of the normal below this are rounding: a correlation that leaves a filled cell so little is too far out. */
const least = 1e-15;

/**
 * Polychoric correlation of a table of ordered categories in two steps (Olsson 1979, Psychometrika 44, p. 443): thresholds
 * from the margins, then the correlation of largest likelihood, where its slope is 0. The test is by the ratio of
 * likelihoods against none. 1 or −1 where the likelihood still grows there.
 */
export function polychoricCorrelation(counts: Counts): Tail & { readonly r: number } {
  const { rows, columns, total } = marginsOf(counts);
  const cuts = [thresholdsOf(rows, total), thresholdsOf(columns, total)] as const;
  const rho = findRoot((at) => scoreAt(counts, cuts, at));
  const statistic = Math.max(0, 2 * (logLikAt(counts, cuts, rho) - logLikAt(counts, cuts, 0)));
  const r = Math.abs(rho) === most ? Math.sign(rho) : rho;
  return { r, ...chiSquareTail(statistic, 1) };
}

/** How far out a bracket is looked for, step by step. */
const steps = [0.2, 0.4, 0.6, 0.75, 0.85, 0.92, 0.96, 0.98, 0.99, 0.995, 0.999, 0.9999, most];

/** Where the slope turns from up to down, away from 0 on the side it points to; the end where it never does. */
function findRoot(slope: (rho: number) => number): number {
  const atZero = slope(0);
  if (atZero === 0) return 0;
  const side = Math.sign(atZero);
  let [near, far] = [0, 0];
  for (const step of steps) {
    near = far;
    far = side * step;
    if (slope(far) * side < 0) break;
  }
  if (Math.abs(far) === most && slope(far) * side > 0) return far;
  for (let halving = 0; halving < 60 && Math.abs(far - near) > 1e-13; halving += 1) {
    const middle = (near + far) / 2;
    if (slope(middle) * side > 0) near = middle;
    else far = middle;
  }
  return (near + far) / 2;
}

type Cuts = readonly [readonly number[], readonly number[]];

/** Where the normal is cut so that its pieces are as large as the margin; infinite at both ends. */
function thresholdsOf(margin: readonly number[], total: number): readonly number[] {
  let below = 0;
  const inner = margin.slice(0, -1).map((count) => {
    below += count;
    return normalQuantile(below / total);
  });
  return [Number.NEGATIVE_INFINITY, ...inner, Number.POSITIVE_INFINITY];
}

/** Cells of a function of two thresholds: what it adds up to over each rectangle. */
function rectangles([down, across]: Cuts, at: (h: number, k: number) => number): readonly (readonly number[])[] {
  const corners = down.map((h) => across.map((k) => at(h, k)));
  return corners
    .slice(1)
    .map((line, a) =>
      line.slice(1).map((value, b) => value - (line[b] ?? 0) - (corners[a]?.[b + 1] ?? 0) + (corners[a]?.[b] ?? 0)),
    );
}

function logLikAt(counts: Counts, cuts: Cuts, rho: number): number {
  const shares = rectangles(cuts, createBivariateCdf(rho));
  return counts.reduce(
    (sum, line, a) =>
      line.reduce(
        (inner, count, b) => (count === 0 ? inner : inner + count * Math.log(Math.max(least, shares[a]?.[b] ?? 0))),
        sum,
      ),
    0,
  );
}

function scoreAt(counts: Counts, cuts: Cuts, rho: number): number {
  const shares = rectangles(cuts, createBivariateCdf(rho));
  if (counts.some((line, a) => line.some((count, b) => count > 0 && (shares[a]?.[b] ?? 0) < least)))
    return -Math.sign(rho);
  const slopes = rectangles(cuts, (h, k) => bivariateDensity(h, k, rho));
  return counts.reduce(
    (sum, line, a) =>
      line.reduce(
        (inner, count, b) => (count === 0 ? inner : inner + (count * (slopes[a]?.[b] ?? 0)) / (shares[a]?.[b] ?? 1)),
        sum,
      ),
    0,
  );
}
