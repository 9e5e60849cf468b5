import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBivariateCdf } from "../distributions/bivariate-normal.ts";
import { normalCdf } from "../distributions/tails.ts";
import { polychoricCorrelation } from "./polychoric.ts";

const rho = fc.double({ min: -0.98, max: 0.98, noNaN: true });
const point = fc.double({ min: -4, max: 4, noNaN: true });

describe("createBivariateCdf", () => {
  it("has a closed form at the origin", () => {
    fc.assert(
      fc.property(rho, (r) => {
        expect(createBivariateCdf(r)(0, 0)).toBeCloseTo(0.25 + Math.asin(r) / (2 * Math.PI), 13);
      }),
    );
  });

  it("is the product without correlation, the same turned, and adds up to the margin", () => {
    fc.assert(
      fc.property(rho, point, point, (r, h, k) => {
        const cdf = createBivariateCdf(r);
        expect(createBivariateCdf(0)(h, k)).toBeCloseTo(normalCdf(h) * normalCdf(k), 14);
        expect(cdf(k, h)).toBeCloseTo(cdf(h, k), 13);
        expect(cdf(h, k) + createBivariateCdf(-r)(h, -k)).toBeCloseTo(normalCdf(h), 10);
      }),
    );
  });
});

describe("polychoricCorrelation", () => {
  it("finds the correlation a table was made of", () => {
    fc.assert(
      fc.property(rho, (r) => {
        const cdf = createBivariateCdf(r);
        const cuts = [Number.NEGATIVE_INFINITY, -0.7, 0.4, Number.POSITIVE_INFINITY];
        const counts = cuts
          .slice(1)
          .map((h, a) =>
            cuts
              .slice(1)
              .map(
                (k, b) =>
                  1e6 * (cdf(h, k) - cdf(cuts[a] ?? 0, k) - cdf(h, cuts[b] ?? 0) + cdf(cuts[a] ?? 0, cuts[b] ?? 0)),
              ),
          );
        expect(polychoricCorrelation(counts).r).toBeCloseTo(r, 7);
      }),
      { numRuns: 20 },
    );
  });

  it("of a fourfold table cut at the medians is sin(π/2·(4p − 1))", () => {
    const { r } = polychoricCorrelation([
      [30, 20],
      [20, 30],
    ]);
    expect(r).toBeCloseTo(Math.sin((Math.PI / 2) * (4 * 0.3 - 1)), 9);
  });

  it("changes its sign with the order of one side, and is perfect on a diagonal", () => {
    const counts = [
      [10, 4, 1],
      [3, 8, 6],
    ];
    const turned = counts.map((line) => [...line].reverse());
    expect(polychoricCorrelation(turned).r).toBeCloseTo(-polychoricCorrelation(counts).r, 9);
    expect(
      polychoricCorrelation([
        [5, 0],
        [0, 5],
      ]).r,
    ).toBe(1);
  });
});
