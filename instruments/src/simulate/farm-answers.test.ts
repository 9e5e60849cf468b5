import { describe, expect, it } from "vitest";
import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { validateAnswers } from "../compile/validate-answers.ts";
import { findImpossible } from "../quality/find-impossible.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { createFarm, type FarmStrategy, farmStrategies } from "./farm-answers.ts";
import { seededRandom } from "./random-source.ts";
import { stepBehind } from "./replace-answer.ts";
import { createPeople, peopleKinds } from "./simulate-people.ts";
import { simulateTiming } from "./simulate-timing.ts";

const steps = [1, 2, 3, 4, 5].map((value) => ({ value, text: `程度${value}` }));
const rows = ["1", "2", "3", "4"];
const definition = questionnaireOf(
  [
    ...["a", "b", "c"].map((name) => ({
      type: "matrix",
      name,
      title: name,
      rows,
      columns: steps,
      eachRowRequired: true,
    })),
    { type: "radiogroup", name: "title", title: "职称", choices: steps, isRequired: true },
    { type: "radiogroup", name: "years", title: "年限", choices: steps, isRequired: true },
    { type: "comment", name: "open", title: "意见", isRequired: true },
  ],
  {
    minutes: 8,
    constructs: ["a", "b", "c"].map((id) => ({
      id,
      label: { zh: id },
      items: rows.map((row) => `${id}_${row}`),
      reverse: [`${id}_4`],
      scale: { min: 1, max: 5 },
      wording: "own" as const,
    })),
    impossibleCombinations: [{ if: "{title} = 1 and {years} = 1", reason: { zh: "正高，却只工作3年" } }],
  },
);
const version = { definition, compiled: compileQuestionnaire(definition) };

const farmOf = (strategy: FarmStrategy, count: number) => {
  const make = createFarm(version, strategy, seededRandom(3));
  return Array.from({ length: count }, () => make().answers);
};

/** Cronbach's alpha of the items of a construct, reversed ones turned round. */
function alphaOf(answers: ReturnType<typeof farmOf>, construct: string): number {
  const items = version.compiled.variables.filter((variable) => variable.construct === construct);
  const scores = answers.map((one) =>
    items.map((item) => {
      const step = stepBehind(one, item) ?? 3;
      return item.reverse ? 6 - step : step;
    }),
  );
  const variance = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  };
  const single = items.reduce((sum, _, at) => sum + variance(scores.map((row) => row[at] ?? 0)), 0);
  const whole = variance(scores.map((row) => row.reduce((sum, value) => sum + value, 0)));
  return (items.length / (items.length - 1)) * (1 - single / whole);
}

describe("createFarm", () => {
  it.each(farmStrategies)("sends by the strategy %s what every check accepts", (strategy) => {
    for (const answers of farmOf(strategy, 40))
      expect(validateAnswers(version.compiled, answers, "complete")).toEqual([]);
  });

  it("reaches the alpha it aims at, less what rounding to steps costs", () => {
    const answers = farmOf("reliable", 1_500);
    for (const construct of ["a", "b", "c"]) {
      expect(alphaOf(answers, construct)).toBeGreaterThan(0.82);
      expect(alphaOf(answers, construct)).toBeLessThan(0.93);
    }
  });

  it("copies with texts of their own and every third answer shifted", () => {
    const copies = farmOf("paraphrased", 60);
    expect(new Set(copies.map(({ open }) => open)).size).toBeGreaterThan(10);
    expect(new Set(copies.map(({ title }) => title)).size).toBe(1);
    expect(new Set(copies.map(({ a }) => JSON.stringify(a))).size).toBeGreaterThan(10);
  });

  it("does not know which combinations are impossible", () => {
    const found = farmOf("humanlike", 400).filter((answers) => findImpossible(definition, answers).length > 0);
    expect(found.length).toBeGreaterThan(0);
  });
});

describe("createPeople", () => {
  it.each(peopleKinds)("answers as %s people do, with nothing impossible", (kind) => {
    const make = createPeople(version, kind, seededRandom(5));
    for (const { answers, seconds } of Array.from({ length: 60 }, make)) {
      expect(validateAnswers(version.compiled, answers, "complete")).toEqual([]);
      expect(findImpossible(definition, answers)).toEqual([]);
      expect(seconds).toBeGreaterThan(60);
    }
  });
});

it("spreads a time over the pages that were answered", () => {
  const { answers, seconds } = createPeople(version, "ordinary", seededRandom(1))();
  const { pages } = simulateTiming(version, { answers, seconds, pageClock: 9 }, seededRandom(2));
  expect(pages.reduce((sum, page) => sum + page.seconds, 0)).toBeCloseTo(seconds, 0);
});
