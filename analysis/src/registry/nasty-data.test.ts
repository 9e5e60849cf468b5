import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AnalysisError } from "../errors.ts";
import type { Corpus } from "../model/corpus.ts";
import type { Dataset } from "../model/dataset.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { analyses } from "./analyses.ts";
import { runAndPresent, runRequest } from "./run-request.ts";

/** Requests of every kind over the same four numeric variables, a grouping and a weight. */
const requests: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  frequencies: [{ variable: "x" }, { variable: "g", weight: "w" }],
  describe: [{ variables: ["x"] }, { variables: ["x", "y", "z"] }, { variables: ["x"], weight: "w" }],
  proportion: [{ variable: "x", value: 1 }],
  multipleResponse: [{ variables: ["x", "y", "z"] }, { set: "s" }],
  crosstab: [
    { rows: "g", columns: "x" },
    { rows: "x", columns: "y" },
    { rows: "g", columns: "x", weight: "w" },
  ],
  tTest: [
    { variable: "x", by: "h" },
    { variable: "x", by: "h", equalVariances: true },
    { variable: "x", mu: 3 },
    { paired: ["x", "y"] },
  ],
  anova: [
    { variable: "x", by: "g" },
    { variable: "x", by: "g", postHoc: "gamesHowell" },
    { variable: "x", by: "y" },
  ],
  correlation: ["pearson", "spearman", "kendall"].map((method) => ({ variables: ["x", "y", "z"], method })),
  reliability: [
    { items: ["x", "y"] },
    { items: ["x", "y", "z"] },
    { items: ["x", "y", "z"], reverse: ["y"], scale: { min: 1, max: 5 } },
  ],
  ranking: [{ variables: ["x", "y", "z"] }],
  importancePerformance: [
    {
      pairs: [
        { label: "甲", importance: "x", performance: "y" },
        { label: "乙", importance: "y", performance: "z" },
      ],
    },
  ],
  codeFrequency: [{}],
  codeByAttribute: [{ attribute: "单位类型" }],
  keywords: [{}],
  wordFrequency: [{}],
};

const repeat = (cell: TestCell, times: number): readonly TestCell[] => new Array<TestCell>(times).fill(cell);
const groups: readonly TestCell[] = ["a", "a", "a", "b", "b", "b", "c", "c", "c"];
const some: readonly TestCell[] = [1, 2, 4, 2, 3, 5, 1, 4, 4];
const other: readonly TestCell[] = [2, 2, 5, 1, 3, 4, 2, 5, 3];
const third: readonly TestCell[] = [5, 1, 3, 3, 2, 4, 4, 1, 2];
const halves: readonly TestCell[] = ["a", "a", "a", "a", "b", "b", "b", "b", "b"];
const full = { x: some, y: other, z: third, g: groups, h: halves, w: repeat(1, 9) };
const scaled = (factor: number): Readonly<Record<string, readonly TestCell[]>> => ({
  ...full,
  x: some.map((cell) => Number(cell) * factor),
  y: other.map((cell) => Number(cell) * factor),
});

const nasty: Readonly<Record<string, Readonly<Record<string, readonly TestCell[]>>>> = {
  "nothing unusual": full,
  "no rows": { x: [], y: [], z: [], g: [], h: [], w: [] },
  "one row": { x: [1], y: [2], z: [3], g: ["a"], h: ["a"], w: [1] },
  "two rows": { x: [1, 2], y: [2, 1], z: [3, 3], g: ["a", "b"], h: ["a", "b"], w: [1, 1] },
  "three rows in two groups": {
    x: [1, 2, 3],
    y: [2, 4, 6],
    z: [3, 2, 1],
    g: ["a", "a", "b"],
    h: ["a", "a", "b"],
    w: [1, 1, 1],
  },
  "four rows in two groups": {
    x: [1, 2, 1, 2],
    y: [1, 1, 2, 2],
    z: [0, 1, 1, 0],
    g: ["a", "a", "b", "b"],
    h: ["a", "a", "b", "b"],
    w: [1, 1, 1, 1],
  },
  "one group": { ...full, g: repeat("a", 9), h: repeat("a", 9) },
  "every row a group": { ...full, g: ["a", "b", "c", "d", "e", "f", "g", "h", "i"] },
  "no spread": { ...full, x: repeat(0.1, 9), y: repeat(0.1, 9), z: repeat(0.1, 9) },
  "no spread of one": { ...full, x: repeat(1 / 3, 9) },
  "no spread within groups": {
    ...full,
    x: [0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 0.7, 0.7, 0.7],
    h: ["a", "a", "a", ...repeat("b", 3), ...repeat(null, 3)],
  },
  "no spread within two groups": { ...full, x: [0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 1, 2, 3] },
  "equal deviations": { ...full, x: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.1, 0.2, 0.3] },
  "constant differences": {
    ...full,
    x: [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1],
    y: [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
  },
  "all missing": { ...full, x: repeat(null, 9), y: repeat(null, 9), z: repeat(null, 9), g: repeat(null, 9) },
  "one variable missing": { ...full, x: repeat(null, 9) },
  "never both": { ...full, x: [1, null, 2, null, 3, null, 4, null, 5], y: [null, 1, null, 2, null, 3, null, 4, null] },
  "an empty text as category": { ...full, g: ["", "", "", "a", "a", "a", "", "", "a"] },
  "text for numbers": { ...full, x: ["1", "2", "很多", "4", "5", "6", "7", "8", "9"] },
  "names of object members": {
    ...full,
    g: ["constructor", "__proto__", "toString", "constructor", "__proto__", "toString", "a", "a", "a"],
  },
  "equal variables": { ...full, y: some, z: some },
  "opposite variables": { ...full, y: some.map((cell) => 6 - Number(cell)) },
  "a sum that is constant": { ...full, z: some.map((cell, row) => 0.3 - Number(cell) - Number(other[row])) },
  zeros: { ...full, x: repeat(0, 9), y: repeat(0, 9), z: repeat(0, 9) },
  "negative numbers": scaled(-1),
  "large numbers": scaled(1e160),
  "numbers at the end of the range": scaled(3e307),
  "small numbers": scaled(1e-160),
  "numbers at the bottom of the range": scaled(5e-324),
  "far from zero": { ...full, x: some.map((cell) => 1e12 + Number(cell) / 10) },
  "weights of zero": { ...full, w: repeat(0, 9) },
  "missing weights": { ...full, w: repeat(null, 9) },
  "a negative weight": { ...full, w: [1, 1, 1, 1, -1, 1, 1, 1, 1] },
  "huge weights": { ...full, w: repeat(1e300, 9) },
};

const noWords: Corpus = {
  transcripts: [],
  codebook: { version: "1", modifiers: {}, codes: [] },
  codings: [],
  attributes: new Map(),
};

/** Paths of numbers that JSON cannot say, and of what is neither value nor list nor record. */
function unspeakable(value: unknown, path = "result"): readonly string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (value === null || typeof value === "string" || typeof value === "boolean") return [];
  if (typeof value !== "object") return [`${path} is ${typeof value}`];
  return Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : unspeakable(one, `${path}.${key}`)));
}

/** The value at a path such as `rows.0.borda`. */
function follow(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((one, key) => (one as Readonly<Record<string, unknown>>)[key], value);
}

type Request = Readonly<Record<string, unknown>>;

/** What is wrong with the outcome of a request: values JSON cannot say, odd words, numbers a sentence does not carry. A typed error is no wrong. */
function findFaults(dataset: Dataset, request: Request, locale: "zh" | "en"): readonly string[] {
  const name = JSON.stringify(request);
  try {
    const { result, presented } = runAndPresent({ dataset, corpus: noWords }, request, { seed: 1, locale });
    const places = [...unspeakable(result), ...unspeakable(presented, "presented")];
    const odd = JSON.stringify(presented).match(/[^"]*(?:NaN|Infinity|undefined|null%)[^"]*/)?.[0];
    const wrong = presented.sentences.flatMap(({ text, numbers }) =>
      numbers
        .filter((one) => !text.includes(one.text) || follow(result, one.path) !== one.value)
        .map((one) => one.path),
    );
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    return [...places, ...wrong.map((path) => `number at ${path}`), ...(odd === undefined ? [] : [`says ${odd}`])].map(
      (place) => `${name}: ${place}`,
    );
  } catch (error) {
    if (!(error instanceof AnalysisError)) throw error;
    const typed = /^[a-z]+\.[a-z-]+$/.test(error.code) && !/NaN|Infinity|undefined/.test(error.message);
    return typed ? [] : [`${name}: ${error.code}: ${error.message}`];
  }
}

const all = Object.entries(requests).flatMap(([kind, list]) => list.map((params) => ({ kind, ...params })));
const about = { x: { set: "s" }, y: { set: "s" } };

describe("every analysis", () => {
  it("is asked for", () => {
    expect(Object.keys(requests).sort()).toEqual(analyses.map(({ kind }) => kind).sort());
  });

  it.each(Object.entries(nasty))("gives finite numbers or a typed error on %s", (_, columns) => {
    const dataset = datasetOf(columns, about);
    expect(all.flatMap((request) => findFaults(dataset, request, "zh"))).toEqual([]);
  });

  it("succeeds on data that are not nasty, in English too", () => {
    const dataset = datasetOf(full, about);
    expect(all.flatMap((request) => findFaults(dataset, request, "en"))).toEqual([]);
    const computed = analyses.filter(({ reads }) => reads === "dataset").map(({ kind }) => kind);
    for (const kind of computed)
      expect(runRequest({ dataset }, { kind, ...requests[kind]?.[0] }, { seed: 1 }).result.n).toBeGreaterThan(0);
  });

  it("gives finite numbers or a typed error on any small data set", () => {
    const cell = fc.oneof(fc.constantFrom<TestCell>(0, 1, 2, 0.1, 1 / 3, -5, 1e9, null), fc.integer({ max: 5 }));
    const row = fc.record({ x: cell, y: cell, z: cell, h: fc.constantFrom("a", "b", null), w: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const column = (key: "x" | "y" | "z" | "h" | "w") => rows.map((one): TestCell => one[key]);
        const columns = {
          x: column("x"),
          y: column("y"),
          z: column("z"),
          g: column("h"),
          h: column("h"),
          w: column("w"),
        };
        const dataset = datasetOf(columns, about);
        expect(all.flatMap((request) => findFaults(dataset, request, "zh"))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
