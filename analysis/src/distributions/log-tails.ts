import gammaln from "@stdlib/math-base-special-gammaln";

const tiny = 1e-300;
const precise = 1e-16;
const steps = 10_000;

/**
 * Natural logarithm of the regularised incomplete beta function I_x(a, b), by the continued fraction of DLMF 8.17.22
 * (Lentz's method); right far below the smallest double. Meant for x < (a + 1)/(a + b + 2).
 */
export function logBetaTail(x: number, a: number, b: number): number {
  const front = a * Math.log(x) + b * Math.log1p(-x) - Math.log(a) + gammaln(a + b) - gammaln(a) - gammaln(b);
  return front - Math.log(lentz((m) => betaTerm(m, { x, a, b })));
}

/** Natural logarithm of the upper regularised incomplete gamma function Q(a, x), DLMF 8.9.2; for x > a + 1. */
export function logGammaTail(x: number, a: number): number {
  const front = a * Math.log(x) - x - gammaln(a);
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < steps; i += 1) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / guard(an * d + b);
    c = guard(b + an / c);
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < precise) break;
  }
  return front + Math.log(h);
}

interface BetaArguments {
  readonly x: number;
  readonly a: number;
  readonly b: number;
}

function betaTerm(step: number, { x, a, b }: BetaArguments): number {
  const m = Math.floor(step / 2);
  if (step % 2 === 0) return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
  return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
}

/** 1 + d1/(1 + d2/(1 + …)) by the modified Lentz algorithm (Thompson & Barnett 1986). */
function lentz(term: (step: number) => number): number {
  let f = 1;
  let c = 1;
  let d = 0;
  for (let step = 1; step < steps; step += 1) {
    const numerator = term(step);
    d = 1 / guard(1 + numerator * d);
    c = guard(1 + numerator / c);
    const delta = c * d;
    f *= delta;
    if (Math.abs(delta - 1) < precise) break;
  }
  return f;
}

function guard(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
