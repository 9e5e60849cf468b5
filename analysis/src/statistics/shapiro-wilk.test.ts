import { describe, expect, it } from "vitest";
import { normalQuantile } from "../distributions/tails.ts";
import { testShapiroWilk } from "./shapiro-wilk.ts";

describe("Shapiro–Wilk", () => {
  it("meets the weights of eleven men (Shapiro & Wilk 1965, Biometrika 52, p. 606)", () => {
    const { w, p } = testShapiroWilk(Float64Array.of(148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236));
    expect(w).toBeCloseTo(0.7888, 4);
    expect(p).toBeCloseTo(0.006704, 5);
  });

  it("is near 1 for the quantiles of the normal, small for a skew sample, and knows no unit", () => {
    const even = Float64Array.from({ length: 200 }, (_, place) => normalQuantile((place + 0.5) / 200));
    expect(testShapiroWilk(even).p).toBeGreaterThan(0.99);
    const skew = even.map((value) => Math.exp(2 * value));
    expect(testShapiroWilk(skew).p).toBeLessThan(1e-20);
    expect(testShapiroWilk(skew.map((value) => 1e20 * value - 5e20)).w).toBeCloseTo(testShapiroWilk(skew).w, 10);
  });

  it.each([3, 4, 5, 6, 11, 12, 5000])("has a p between 0 and 1 for %i cases", (n) => {
    const { w, p } = testShapiroWilk(Float64Array.from({ length: n }, (_, place) => place ** 1.5));
    expect(w).toBeGreaterThan(0.7);
    expect(p).toBeGreaterThanOrEqual(0);
    expect(p).toBeLessThanOrEqual(1);
  });
});
