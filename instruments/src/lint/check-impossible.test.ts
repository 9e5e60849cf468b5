import { expect, it } from "vitest";
import type { ImpossibleCombination } from "../model/questionnaire.ts";
import { findImpossible } from "../quality/find-impossible.ts";
import { generateAnswers } from "../simulate/generate-answers.ts";
import { seededRandom } from "../simulate/random-source.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { lintQuestionnaire } from "./lint-questionnaire.ts";

const choices = [1, 2, 3].map((value) => ({ value, text: `选项${value}` }));
const elements = [
  { type: "radiogroup", name: "title", title: "职称", choices },
  { type: "radiogroup", name: "years", title: "年限", choices },
];
const reason = { zh: "二者不能并存" };
const withCombination = (...combinations: ImpossibleCombination[]) =>
  questionnaireOf(elements, { impossibleCombinations: combinations });
const codesOf = (condition: string) =>
  lintQuestionnaire(withCombination({ if: condition, reason })).map(({ code, path }) => `${code} ${path}`);

it("LI17 accepts a condition over two questions", () => {
  expect(codesOf("{title} = 1 and {years} anyof [1, 2]")).toEqual([]);
});

it.each([
  ["{title} = 1 and", "bad-expression"],
  ["{title} = 1 and {ages} = 1", "unknown-name"],
  ["{title} = 1 or {title} = 2", "one-question"],
  ["{title} = 7 and {years} = 1", "unknown-value"],
])("LI17 refuses %s", (condition, code) => {
  expect(codesOf(condition)).toContain(`${code} impossibleCombinations[0].if`);
});

it("LI17 holds for no answer that is left open", () => {
  const definition = withCombination({ if: "{title} = 1 and {years} != 3", reason });
  expect(findImpossible(definition, { title: 1, years: 2 })).toHaveLength(1);
  expect(findImpossible(definition, { title: 1 })).toEqual([]);
  expect(findImpossible(definition, { title: 1, years: 3 })).toEqual([]);
});

it("SI6 is never what generated people answer", () => {
  const definition = withCombination({ if: "{title} = 1 and {years} = 1", reason });
  const random = seededRandom(4);
  const drawn = Array.from({ length: 300 }, () => generateAnswers(definition, random));
  expect(drawn.flatMap((answers) => findImpossible(definition, answers))).toEqual([]);
  expect(drawn.some((answers) => answers["title"] === 1)).toBe(true);
});
