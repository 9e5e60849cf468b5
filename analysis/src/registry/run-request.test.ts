import { seededRandom } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { datasetOf } from "../testing/dataset-of.ts";
import { findAnalysis, presentRequest, runAndPresent, runRequest } from "./run-request.ts";

const dataset = datasetOf({ a: [1, 2, 3, 4], b: [4, 3, 2, 1], g: ["x", "x", "y", "y"] });
const run = (request: unknown) => runRequest({ dataset }, request, { seed: 1 });

describe("runRequest", () => {
  it("derives first, then filters, then computes, and returns parameters with their defaults", () => {
    const outcome = run({
      kind: "correlation",
      variables: ["a", "m"],
      derive: [
        { name: "twice", op: "sum", items: ["a", "a"] },
        { name: "m", op: "mean", items: ["twice", "b"] },
      ],
      where: { variable: "m", gt: 3 },
    });
    expect(outcome).toMatchObject({
      kind: "correlation",
      params: { variables: ["a", "m"], method: "pearson" },
      result: {
        n: [
          [3, 3],
          [3, 3],
        ],
      },
    });
  });

  it.each<[string, unknown, string, RegExp]>([
    ["no request", null, "request.invalid", /\(no kind\)/],
    ["no kind", {}, "request.invalid", /kind/],
    ["an unknown kind", { kind: "anvoa" }, "request.unknown-kind", /expected one of frequencies/],
    ["a parameter that is missing", { kind: "anova", variable: "a" }, "request.invalid", /by: /],
    ["a parameter that is unknown", { kind: "describe", variables: ["a"], wieght: "b" }, "request.invalid", /wieght/],
    [
      "a filter that is no filter",
      { kind: "describe", variables: ["a"], where: "a>3" },
      "request.invalid",
      /where: expected a comparison.*got "a>3"/,
    ],
    [
      "a choice there is not",
      { kind: "anova", variable: "a", by: "g", postHoc: "snk" },
      "request.invalid",
      /tukey.*got "snk"/,
    ],
    [
      "a value left out",
      { kind: "proportion", variable: "a" },
      "request.invalid",
      /value: expected number or string, got nothing/,
    ],
    ["too short a list", { kind: "correlation", variables: ["a"] }, "request.invalid", /variables: .*2.*got 1/],
    ["a filter that is out of form", { kind: "describe", variables: ["a"], where: {} }, "request.invalid", /where/],
    ["a derivation that is out of form", { kind: "describe", variables: ["a"], derive: [{}] }, "request.invalid", /op/],
    [
      "a weight where none is taken",
      { kind: "mannWhitney", variable: "a", by: "g", weight: "b" },
      "request.invalid",
      /weight: this kind takes none; frequencies, describe, .*surveyMean.* do, and ranks/,
    ],
    [
      "ranks of weights",
      { kind: "correlation", variables: ["a", "b"], method: "spearman", weight: "w" },
      "request.invalid",
      /method: expected pearson beside a weight/,
    ],
    [
      "a range test of weights",
      { kind: "anova", variable: "a", by: "g", weight: "b", postHoc: "tukey" },
      "request.invalid",
      /postHoc: expected bonferroni, lsd or none/,
    ],
    [
      "a design without weights",
      { kind: "tTest", variable: "a", by: "g", strata: "b" },
      "request.invalid",
      /strata, cluster and fpc: expected a weight/,
    ],
    ["one variable twice", { kind: "correlation", variables: ["a", "a"] }, "request.invalid", /each variable once/],
    [
      "a filter of transcripts",
      { kind: "codeFrequency", where: { variable: "a", eq: 1 } },
      "request.invalid",
      /transcripts/,
    ],
    ["a corpus kind without transcripts", { kind: "codeFrequency" }, "corpus.needed", /none were given/],
  ])("refuses %s", (_, request, code, message) => {
    expect(() => run(request)).toThrow(expect.objectContaining({ code }));
    expect(() => run(request)).toThrow(message);
  });

  it("refuses to compute without data", () => {
    const request = { kind: "describe", variables: ["a"] };
    expect(() => runRequest({}, request, { seed: 1 })).toThrow(expect.objectContaining({ code: "dataset.needed" }));
  });

  it("takes the seed of the request before that of the options", () => {
    const random = seededRandom(3);
    const draw = () => Array.from({ length: 60 }, () => Math.floor(random() * 6));
    const large = datasetOf({ r: draw(), c: draw() });
    const fisher = (request: object, seed: number) =>
      runRequest({ dataset: large }, { kind: "crosstab", rows: "r", columns: "c", ...request }, { seed }).result;
    expect(fisher({}, 5)).toMatchObject({ fisher: { method: "monteCarlo" } });
    expect(fisher({ seed: 5 }, 1)).toEqual(fisher({}, 5));
    expect(fisher({ seed: 6 }, 5)).not.toEqual(fisher({}, 5));
  });
});

describe("runAndPresent", () => {
  it("gives the result of runRequest and the presentation of presentRequest", () => {
    const request = { kind: "tTest", variable: "a", by: "g" };
    const options = { seed: 1, locale: "zh" } as const;
    const { presented, ...outcome } = runAndPresent({ dataset }, request, options);
    expect(outcome).toEqual(run(request));
    expect(presented).toEqual(presentRequest({ dataset }, request, options));
  });

  it("names an analysis by its kind", () => {
    expect(findAnalysis("anova").title.zh).toBe("方差分析");
  });
});
