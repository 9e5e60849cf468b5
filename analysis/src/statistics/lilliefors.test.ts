import { expect, it } from "vitest";
import { tailOfDistance, testLilliefors } from "./lilliefors.ts";

it("has the distance of R's ks.test against the normal distribution of the sample", () => {
  const values = Float64Array.of(2.1, 3.4, 1.7, 8.9, 4.4, 2.2, 5.0, 3.3, 2.8, 12.5);
  const mean = values.reduce((sum, value) => sum + value, 0) / 10;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 9);
  expect(testLilliefors(values, mean, sd).d).toBeCloseTo(0.257446575237426, 12);
});

// quantiles of the distance in 20,000 normal samples drawn in R (set.seed(2); rnorm) for each size
it.each([
  [8, 0.1947, 0.2385, 0.2881, 0.3317],
  [30, 0.1073, 0.1316, 0.1593, 0.1841],
  [200, 0.04284, 0.05229, 0.0631, 0.07401],
])("gives p of 0.5, 0.2, 0.05 and 0.01 where samples of %i have them", (n, ...distances) => {
  const expected = [0.5, 0.2, 0.05, 0.01];
  for (const [place, d] of distances.entries()) {
    const p = expected[place] ?? 0;
    expect(Math.abs(tailOfDistance(d, n).p - p)).toBeLessThan(0.06 * p + 0.001);
  }
});

it("has a logarithm where p is too small for a number", () => {
  expect(tailOfDistance(0.9, 5000)).toMatchObject({ p: 0, log10P: expect.closeTo(-11_642, -1) });
});
