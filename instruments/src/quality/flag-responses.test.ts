import { describe, expect, it } from "vitest";
import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { validateAnswers } from "../compile/validate-answers.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import type { ResponseTiming } from "../model/timing.ts";
import { createFarm, type FarmStrategy } from "../simulate/farm-answers.ts";
import { generateAnswers } from "../simulate/generate-answers.ts";
import { seededRandom } from "../simulate/random-source.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { flagResponse } from "./flag-response.ts";
import { flagResponses, type ReviewedResponse } from "./flag-responses.ts";

const steps = [1, 2, 3, 4, 5].map((value) => ({ value, text: `程度${value}` }));
const columns = [...steps, { value: 99, text: "不清楚/不适用" }];
const blocks = ["a", "b", "c", "d"];
const rows = ["1", "2", "3", "4", "5"];

const definition = questionnaireOf(
  [
    ...blocks.map((name) => ({ type: "matrix", name, title: name, rows, columns })),
    { type: "radiogroup", name: "check", title: "注意", choices: steps },
    { type: "comment", name: "open", title: "意见" },
    { type: "radiogroup", name: "title", title: "职称", choices: steps },
    { type: "radiogroup", name: "years", title: "年限", choices: steps },
  ],
  {
    minutes: 8,
    constructs: blocks.map((name) => ({
      id: name,
      label: { zh: name },
      items: rows.map((row) => `${name}_${row}`),
      reverse: name === "d" ? ["d_5"] : [],
      scale: { min: 1, max: 5 },
      wording: "own" as const,
    })),
    attentionChecks: [{ question: "check", expected: 4 }],
    impossibleCombinations: [{ if: "{title} = 1 and {years} = 1", reason: { zh: "正高，却只工作3年" } }],
  },
);
const compiled = compileQuestionnaire(definition);
const version = { definition, compiled };
/** The same questions on two pages. */
const twoPages = { definition: { ...definition, survey: splitPages(definition.survey) }, compiled };

function splitPages(survey: QuestionnaireDefinition["survey"]): QuestionnaireDefinition["survey"] {
  const [{ elements }] = survey["pages"] as unknown as readonly [{ readonly elements: readonly Json[] }];
  return {
    pages: [
      { name: "p1", elements: elements.slice(0, 2) },
      { name: "p2", elements: elements.slice(2) },
    ],
  };
}

/** Answers of each block, row by row. */
function answersOf(value: (index: number) => number, more: Answers = {}): Answers {
  const grid = (block: number) => Object.fromEntries(rows.map((row, at) => [row, value(block * rows.length + at)]));
  return { ...Object.fromEntries(blocks.map((name, block) => [name, grid(block)])), check: 4, ...more };
}

const medians = { observed: 480, page: 480 };
/** What a page says of its time where the server saw nothing of it. */
const unseen = (pageClock: number | null): ResponseTiming => ({
  extent: "none",
  reason: "offline",
  pageClock,
  pages: [],
  rushed: false,
  events: [],
});
const codesOf = (answers: Answers, seconds: number | null = 480, timing: ResponseTiming | null = null) =>
  flagResponse(version, { answers, seconds, timing }, { medians }).map(({ code, seen }) => `${code} ${seen}`);

/** A person whose answers within a construct lie close together. */
const person = answersOf((index) => [4, 3, 2, 4][Math.floor(index / 5)] ?? 3, { d: { 1: 4, 2: 4, 3: 5, 4: 4, 5: 2 } });

describe("flagResponse", () => {
  it("finds nothing to say about a person who answers", () => {
    expect(codesOf(person)).toEqual([]);
    expect(codesOf(person, null)).toEqual([]);
  });

  it("names the failed attention check and the seconds that are too few", () => {
    expect(codesOf({ ...person, check: 3 })).toEqual(["attention check"]);
    expect(codesOf(person, 100)).toEqual(["hurried 100/192"]);
    expect(flagResponse(version, { answers: person, seconds: 41, timing: null })).toEqual([
      { code: "hurried", seen: "41/42" },
    ]);
  });

  it("takes the word of the page's clock against whoever answers, never for them (TM2)", () => {
    expect(codesOf(person, null, unseen(100))).toEqual(["hurried 100/192/page"]);
    expect(codesOf(person, null, unseen(90_000))).toEqual([]);
    expect(codesOf(person, 100, { ...unseen(90_000), extent: "whole", reason: null })).toEqual(["hurried 100/192"]);
  });

  it("sees pages that were left faster than they can be read, and a bit where pages are not kept", () => {
    const page = (name: string, seconds: number) => ({ page: name, seconds });
    const timing = { ...unseen(480), extent: "whole" as const, reason: null };
    const paged = (first: number, second: number) =>
      flagResponse(
        twoPages,
        { answers: person, seconds: 480, timing: { ...timing, pages: [page("p1", first), page("p2", second)] } },
        { medians },
      );
    expect(paged(9, 400)).toEqual([{ code: "rushed", seen: "1/2" }]);
    expect(paged(11, 400)).toEqual([]);
    expect(codesOf(person, 450, { ...timing, rushed: true })).toEqual(["rushed "]);
    expect(paged(9, 8)).toEqual([{ code: "rushed", seen: "2/2" }]);
  });

  it("names the contradiction of answers that cannot both be true, and a proof of time made for another", () => {
    expect(codesOf({ ...person, title: 1, years: 1 })).toEqual(["impossible 正高，却只工作3年"]);
    expect(codesOf({ ...person, title: 1 })).toEqual([]);
    expect(codesOf({ ...person, title: 1, years: 2 })).toEqual([]);
    expect(codesOf(person, null, { ...unseen(480), reason: "forged" })).toEqual(["forged "]);
  });

  it("sees one answer throughout and short series over and over", () => {
    expect(codesOf(answersOf(() => 3))).toEqual(["patterned 1"]);
    expect(codesOf(answersOf((index) => (index % 2 === 0 ? 2 : 4)))[0]).toBe("patterned 2");
    expect(codesOf(answersOf((index) => (index % 3) + 1))[0]).toBe("patterned 3");
  });

  it("sees answers that scatter as dice would, but not a person who uses the whole scale", () => {
    const dice = [1, 5, 3, 1, 4, 5, 2, 1, 5, 2, 4, 1, 5, 3, 1, 2, 5, 1, 4, 5];
    expect(codesOf(answersOf((index) => dice[index] ?? 1))[0]).toMatch(/^inconsistent/);
    expect(
      codesOf(answersOf((index) => (Math.floor(index / 5) % 2 === 0 ? 1 : 5), { d: { 1: 5, 2: 5, 3: 5, 4: 5, 5: 1 } })),
    ).toEqual([]);
  });

  it("says nothing of scale items when few were answered", () => {
    expect(codesOf({ a: { 1: 3, 2: 3 }, check: 4 })).toEqual([]);
    expect(codesOf(answersOf(() => 99))).toEqual([]);
  });
});

function honest(count: number, seed: number): readonly ReviewedResponse[] {
  return Array.from({ length: count }, (_, index) => {
    const random = seededRandom(seed + index);
    const answers = generateAnswers(definition, random);
    const seconds = Math.round(480 * (0.5 + random()));
    return { id: `h${String(index).padStart(5, "0")}`, version, answers, seconds, timing: null };
  });
}

function forged(strategy: FarmStrategy, count: number, seed: number): readonly ReviewedResponse[] {
  const make = createFarm(version, strategy, seededRandom(seed));
  return Array.from({ length: count }, (_, index) => ({
    id: `x${strategy}${index}`,
    version,
    timing: null,
    ...make(),
  }));
}

/** What does not try to look like a person; the rest is measured by `npm run bench -- quality`, not promised. */
const blunt: readonly FarmStrategy[] = ["constant", "zigzag", "dice", "copies", "hasty"];

describe("flagResponses", () => {
  it("flags the later of two twins, also with a run of answers changed", () => {
    const changed = { ...person, a: { 1: 1, 2: 5, 3: 4, 4: 4, 5: 4 } };
    const flags = flagResponses([
      { id: "2", version, answers: changed, seconds: 480, timing: null },
      { id: "1", version, answers: person, seconds: 480, timing: null },
    ]);
    expect(flags.get("1")).toEqual([]);
    expect(flags.get("2")).toEqual([{ code: "duplicate", seen: "1" }]);
  });

  it("does not depend on the order the responses come in", () => {
    const all = [...honest(60, 5), ...forged("copies", 5, 9)];
    expect(flagResponses([...all].reverse())).toEqual(flagResponses(all));
  });

  it.each(blunt)("finds most of what a farm sends by the strategy %s, among honest responses", (strategy) => {
    const people = honest(400, 100);
    const farm = forged(strategy, 60, 7);
    const flags = flagResponses([...people, ...farm]);
    const flagged = (responses: readonly ReviewedResponse[]) =>
      responses.filter(({ id }) => (flags.get(id) ?? []).length > 0).length / responses.length;
    for (const { answers } of farm) expect(validateAnswers(compiled, answers, "complete")).toEqual([]);
    expect(flagged(people)).toBeLessThan(0.1);
    expect(flagged(farm)).toBeGreaterThan(0.8);
  });
});
