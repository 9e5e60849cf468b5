import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AnalysisError } from "../errors.ts";
import type { Corpus } from "../model/corpus.ts";
import type { Dataset } from "../model/dataset.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { nastyAnswers, requestsOfEveryKind as requests, usualAnswers } from "../testing/nasty-answers.ts";
import { sampleCorpus } from "../testing/sample-corpus.ts";
import { analyses } from "./analyses.ts";
import { countCases } from "./analysis.ts";
import { runAndPresent, runRequest } from "./run-request.ts";

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
function findFaults(dataset: Dataset, request: Request, locale: "zh" | "en", corpus = noWords): readonly string[] {
  const name = JSON.stringify(request);
  try {
    const { result, presented } = runAndPresent({ dataset, corpus }, request, { seed: 1, locale });
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

  it.each(Object.entries(nastyAnswers))("gives finite numbers or a typed error on %s", (_, columns) => {
    const dataset = datasetOf(columns, about);
    expect(all.flatMap((request) => findFaults(dataset, request, "zh"))).toEqual([]);
  });

  it("succeeds on data that are not nasty, in English too", () => {
    const dataset = datasetOf(usualAnswers, about);
    expect(all.flatMap((request) => findFaults(dataset, request, "en", sampleCorpus))).toEqual([]);
    const computed = analyses.filter(({ reads }) => reads === "dataset").map(({ kind }) => kind);
    for (const kind of computed)
      expect(countCases(runRequest({ dataset }, { kind, ...requests[kind]?.[0] }, { seed: 1 }).result)).toBeGreaterThan(
        0,
      );
  });

  it.each<[string, Partial<Corpus>]>([
    ["nothing coded", { codings: [] }],
    ["no attributes", { attributes: new Map() }],
    ["a codebook without codes", { codebook: { version: "1", modifiers: {}, codes: [] } }],
    ["codings of transcripts that are gone", { transcripts: sampleCorpus.transcripts.slice(0, 1) }],
  ])("gives finite numbers or a typed error on %s", (_, part) => {
    const corpus = { ...sampleCorpus, ...part };
    expect(all.flatMap((request) => findFaults(datasetOf(usualAnswers, about), request, "zh", corpus))).toEqual([]);
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
      { numRuns: 15 },
    );
  });
});
