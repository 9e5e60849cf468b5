import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf } from "../testing/dataset-of.ts";

const size = 40;
const seeds = fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 4 * size, maxLength: 4 * size });

/** A survey of 40 cases in 20 clusters; `factor` multiplies the weights. */
function survey(noise: readonly number[], factor = 1) {
  const at = (set: number, row: number): number => noise[set * size + row] ?? 0;
  const rows = Array.from({ length: size }, (_, row) => row);
  return datasetOf({
    y: rows.map((row) => at(0, row) + (row % 2)),
    x: rows.map((row) => at(1, row)),
    w: rows.map((row) => factor * at(2, row)),
    d: rows.map((row) => row % 2),
    e: rows.map((row) => (at(3, row) > 0.55 ? 1 : 0)),
    c: rows.map((row) => Math.floor(row / 2)),
  });
}

interface Outcome {
  readonly statistic: number;
  readonly fStatistic: number;
  readonly coefficients: readonly {
    readonly t: number;
    readonly estimate: number;
    readonly se: number;
    readonly p: number;
  }[];
  readonly wald: { readonly p: number };
  readonly mcFadden: number;
  readonly weightedN: number;
}

const ask = (dataset: ReturnType<typeof survey>, request: Readonly<Record<string, unknown>>) =>
  runRequest({ dataset }, { weight: "w", cluster: "c", ...request }, { seed: 1 }).result as never as Outcome;

describe("analyses with weights", () => {
  it("compare two groups alike as t test, as analysis of variance and as regression", () => {
    fc.assert(
      fc.property(seeds, (noise) => {
        const data = survey(noise);
        const t = ask(data, { kind: "tTest", variable: "y", by: "d" }).statistic;
        const regression = ask(data, { kind: "linearRegression", outcome: "y", predictors: ["d"] });
        const f = ask(data, { kind: "anova", variable: "y", by: "d" }).statistic;
        expect(f / t ** 2).toBeCloseTo(1, 9);
        expect((regression.coefficients[1]?.t ?? 0) / -t).toBeCloseTo(1, 9);
        expect(regression.fStatistic / t ** 2).toBeCloseTo(1, 9);
      }),
      { numRuns: 30 },
    );
  });

  it("fit two categories alike as binary, as ordered and as unordered outcome", () => {
    fc.assert(
      fc.property(seeds, (noise) => {
        const data = survey(noise);
        const fits = ["logisticRegression", "ordinalRegression", "multinomialRegression"].map((kind) => {
          const { coefficients, wald, mcFadden } = ask(data, { kind, outcome: "e", predictors: ["x", "d"] });
          return [...coefficients.slice(-2).flatMap(({ estimate, se, p }) => [estimate, se, p]), wald.p, mcFadden];
        });
        const [binary = []] = fits;
        for (const fit of fits)
          for (const [place, value] of fit.entries()) expect(value).toBeCloseTo(binary[place] ?? 0, 7);
      }),
      { numRuns: 30 },
    );
  });

  it("do not depend on the unit of the weights", () => {
    const requests = [
      { kind: "correlation", variables: ["x", "y"] },
      { kind: "linearRegression", outcome: "y", predictors: ["x", "d"] },
      { kind: "logisticRegression", outcome: "e", predictors: ["x"] },
    ];
    fc.assert(
      fc.property(seeds, (noise) => {
        for (const request of requests) {
          const [one, many] = [survey(noise), survey(noise, 1000)].map((data) => {
            const { weightedN: _, ...rest } = ask(data, request);
            return JSON.stringify(rest, (__, value) =>
              typeof value === "number" ? Number(value.toPrecision(7)) : value,
            );
          });
          expect(many).toBe(one);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("without clusters and with weights of one give errors as White's (1980) of n/(n − 1)", () => {
    const data = datasetOf({ y: [1, 2, 4, 9, 3, 5], w: [1, 1, 1, 1, 1, 1], d: [0, 0, 0, 1, 1, 1] });
    const { result } = runRequest(
      { dataset: data },
      { kind: "tTest", variable: "y", by: "d", weight: "w" },
      { seed: 1 },
    );
    // squares about the means of 7/3 and 17/3 are 14/3 and 56/3, over n² of 9, times 6/5
    expect((result as never as { statistic: number }).statistic).toBeCloseTo(
      -(10 / 3) / Math.sqrt((70 / 27) * 1.2),
      12,
    );
  });
});
