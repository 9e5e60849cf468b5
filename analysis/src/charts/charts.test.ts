import { brandAs, type UserId } from "@diaoyan/instruments";
import { compile } from "vega-lite";
import { describe, expect, it } from "vitest";
import type { ChartSpec } from "../model/presentation.ts";
import { analyses } from "../registry/analyses.ts";
import { presentRequest } from "../registry/run-request.ts";
import { datasetOf } from "../testing/dataset-of.ts";
import { sampleCorpus } from "../testing/sample-corpus.ts";
import { samplePolicies } from "../testing/sample-policies.ts";

const dataset = datasetOf({
  x: [1, 0, 1, 1, 0, 1, 0, 1],
  y: [0, 1, 1, 0, 1, 1, 0, 1],
  z: [3, 1, 4, 1, 5, 9, 2, 6],
  g: ["甲", "甲", "甲", "甲", "乙", "乙", "乙", "乙"],
  h: ["高校", "企业", "高校", "企业", "高校", "企业", "高校", "企业"],
});
const corpus = { ...sampleCorpus, policies: samplePolicies };
/** The sample, coded by a second person as by the first. */
const codedTwice = {
  ...corpus,
  codings: [
    ...corpus.codings,
    ...corpus.codings.map((coding) => ({ ...coding, origin: { kind: "human" as const, user: brandAs<UserId>("v") } })),
  ],
};
const requests: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  frequencies: { variable: "g" },
  describe: { variables: ["x", "z"] },
  multipleResponse: { variables: ["x", "y"] },
  choicesByGroup: { variables: ["x", "y"], by: "g" },
  crosstab: { rows: "g", columns: "x" },
  tTest: { variable: "z", by: "g" },
  anova: { variable: "z", by: "g" },
  correlation: { variables: ["x", "y", "z"] },
  reliability: { items: ["x", "y", "z"] },
  itemAnalysis: { items: ["x", "y", "z"] },
  ahp: {
    labels: ["甲", "乙"],
    judgements: [
      [
        [1, 3],
        [1 / 3, 1],
      ],
    ],
  },
  entropyWeights: { variables: ["x", "y"] },
  multinomialRegression: { outcome: "g", predictors: ["x"] },
  normality: { variables: ["x"] },
  ranking: { variables: ["x", "y"] },
  importancePerformance: {
    pairs: [
      { label: "一", importance: "x", performance: "y" },
      { label: "二", importance: "y", performance: "z" },
    ],
  },
  mannWhitney: { variable: "z", by: "g" },
  kolmogorovSmirnov: { variable: "z", by: "g" },
  wilcoxonSignedRank: { paired: ["x", "z"] },
  kruskalWallis: { variable: "z", by: "g" },
  agreement: { raters: ["x", "y", "z"] },
  factorAnalysis: { items: ["x", "y", "z"] },
  harman: { items: ["x", "y", "z"] },
  linearRegression: { outcome: "z", predictors: ["x", "g"] },
  logisticRegression: { outcome: "x", predictors: ["z"] },
  ordinalRegression: { outcome: "y", predictors: ["z"] },
  surveyMean: { variable: "z", weight: "y" },
  rake: { margins: { g: { 甲: 40, 乙: 60 } }, variable: "z" },
  friedman: { variables: ["x", "y", "z"] },
  icc: { variables: ["z"], cluster: "g" },
  nps: { variable: "z" },
  missingness: { variables: ["x", "g"] },
  codeFrequency: {},
  codeByAttribute: { attribute: "单位类型" },
  codeCooccurrence: {},
  coderAgreement: {},
  jointDisplay: { attribute: "单位类型", by: "h", variable: "z" },
  policyMatrix: {},
  keywords: { top: 5 },
  keyness: { attribute: "单位类型", group: "高校", least: 1 },
  wordFrequency: { top: 5 },
};
const draw = (kind: string) =>
  presentRequest(
    { dataset, corpus: kind === "coderAgreement" ? codedTwice : corpus },
    { kind, ...requests[kind] },
    { seed: 1, locale: "zh" },
  ).chart;

/** What Vega-Lite says against a specification, and how many marks it makes of it. */
function compileQuietly(spec: ChartSpec | null) {
  const warnings: unknown[] = [];
  const note = (...said: readonly unknown[]) => {
    warnings.push(said);
    return logger;
  };
  const level = () => logger;
  const logger = { level, warn: note, error: note, info: level, debug: level } as unknown as NonNullable<
    NonNullable<Parameters<typeof compile>[1]>["logger"]
  >;
  const { marks = [] } = compile(spec as unknown as Parameters<typeof compile>[0], { logger }).spec;
  return { warnings, marks: marks.length };
}

describe("charts", () => {
  it("are drawn of every kind but a single proportion", () => {
    const others = analyses.map(({ kind }) => kind).filter((kind) => kind !== "proportion");
    expect(Object.keys(requests).sort()).toEqual([...others].sort());
  });

  it.each(Object.keys(requests))("of %s compile without a warning", (kind) => {
    const { warnings, marks } = compileQuietly(draw(kind));
    expect(warnings).toEqual([]);
    expect(marks).toBeGreaterThan(0);
  });

  it("of districts compile without a warning, with one number too", () => {
    for (const d of [["和平", "河东", "河东"], ["和平"]]) {
      const request = { kind: "frequencies", variable: "d", picture: "map" };
      const { chart } = presentRequest({ dataset: datasetOf({ d }) }, request, { seed: 1, locale: "en" });
      expect(compileQuietly(chart).warnings).toEqual([]);
    }
  });

  it.each([
    { kind: "describe", variables: ["z", "x"], by: "g", picture: "box" },
    { kind: "tTest", variable: "z", by: "g", picture: "box" },
  ])("of boxes compile without a warning: $kind", (request) => {
    const drawn = presentRequest({ dataset }, request, { seed: 1, locale: "zh" }).chart;
    expect(compileQuietly(drawn).warnings).toEqual([]);
    expect(JSON.stringify(drawn)).toContain('"q1":1,"median":2,"q3":3.25');
  });

  it("carry their data as JSON", () => {
    for (const kind of Object.keys(requests)) expect(JSON.parse(JSON.stringify(draw(kind)))).toEqual(draw(kind));
  });
});
