import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logBetaTail, logGammaTail } from "./log-tails.ts";
import {
  chiSquareTail,
  fisherQuantile,
  fisherTail,
  normalCdf,
  normalQuantile,
  normalTail,
  studentCritical,
  studentTail,
  tailOf,
} from "./tails.ts";

const size = fc.double({ min: 0.01, max: 30, noNaN: true });
const degrees = fc.constantFrom(1, 2, 3.7, 10, 55, 1000);
const ratio = (a: number, b: number) => Math.abs(a / b - 1);

describe("tails", () => {
  it("of t and of F with one degree of freedom are one", () => {
    fc.assert(
      fc.property(size, degrees, (t, df) => {
        expect(ratio(studentTail(t, df).p, fisherTail(t * t, 1, df).p)).toBeLessThan(1e-10);
        expect(studentTail(-t, df)).toEqual(studentTail(t, df));
      }),
    );
  });

  it("of F with many degrees of freedom is chi-square", () => {
    expect(fisherTail(3 / 2, 2, 1e9).p).toBeCloseTo(chiSquareTail(3, 2).p, 8);
  });

  it("of chi-square with two degrees of freedom is exponential, far out too", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 5000, noNaN: true }), (x) => {
        const { p, log10P } = chiSquareTail(x, 2);
        expect(ratio(log10P ?? 0, -x / 2 / Math.LN10)).toBeLessThan(1e-10);
        if (x < 1300) expect(ratio(p, Math.exp(-x / 2))).toBeLessThan(1e-10);
      }),
    );
  });

  it("of t with two degrees of freedom has a closed form, far out too", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 140, noNaN: true }), (log) => {
        const t = 10 ** log;
        const root = Math.sqrt(2 + t * t);
        expect(ratio(studentTail(t, 2).p, 2 / (root * (root + t)))).toBeLessThan(1e-9);
      }),
    );
  });

  // log10 erfc(z/√2) by the asymptotic series of DLMF 7.12.1
  it.each([
    [10, -22.81702],
    [38, -315.23876],
    [100, -2173.57051],
  ])("of the normal beyond %d has its logarithm where p underflows", (z, expected) => {
    const { p, log10P } = normalTail(z);
    expect(log10P).toBeCloseTo(expected, 4);
    expect(p).toBeGreaterThanOrEqual(0);
  });

  it("agree with their logarithms near the smallest double", () => {
    expect(logGammaTail(40, 1.5) / Math.LN10).toBeCloseTo(chiSquareTail(80, 3).log10P ?? 0, 10);
    expect(logBetaTail(0.01, 20, 0.5) / Math.LN10).toBeCloseTo(studentTail(Math.sqrt(40 * 99), 40).log10P ?? 0, 10);
  });

  it("have no logarithm at zero", () => {
    expect(studentTail(Number.POSITIVE_INFINITY, 5)).toEqual({ p: 0, log10P: null });
    expect(tailOf(0)).toEqual({ p: 0, log10P: null });
    expect(chiSquareTail(-1e-16, 3)).toEqual({ p: 1, log10P: 0 });
  });
});

describe("quantiles", () => {
  it("are exceeded with the probability asked for", () => {
    fc.assert(
      fc.property(fc.constantFrom(0.001, 0.025, 0.05, 0.5, 0.975), degrees, degrees, (upper, df1, df2) => {
        expect(ratio(fisherTail(fisherQuantile(upper, df1, df2), df1, df2).p, upper)).toBeLessThan(1e-9);
        expect(studentTail(studentCritical(1 - upper, df1), df1).p).toBeCloseTo(upper, 10);
      }),
    );
  });

  it("of the normal are what R's qnorm gives, far out too", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.26234008979841, 12);
    expect(normalQuantile(0.5)).toBe(0);
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.999, noNaN: true }), (p) => {
        expect(ratio(normalCdf(normalQuantile(p)), p)).toBeLessThan(1e-11);
      }),
    );
  });
});
