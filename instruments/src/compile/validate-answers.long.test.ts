import { expect, it } from "vitest";
import type { Json } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import { generateAnswers } from "../simulate/generate-answers.ts";
import { drawItem, seededRandom } from "../simulate/random-source.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { compileQuestionnaire } from "./compile-questionnaire.ts";
import { tabulateAnswers } from "./tabulate-answers.ts";
import { pruneAnswers, validateAnswers } from "./validate-answers.ts";

const definition = questionnaireOf([
  { type: "radiogroup", name: "one", title: "one", choices: [1, 2, 3], showOtherItem: true },
  { type: "checkbox", name: "many", title: "many", choices: ["a", "b", { value: "c", visibleIf: "{one} = 1" }] },
  { type: "text", name: "num", title: "num", inputType: "number", max: 9, visibleIf: "{many} contains 'a'" },
  { type: "matrix", name: "grid", title: "grid", rows: ["x", "y"], columns: [1, 2], eachRowRequired: true },
  { type: "matrixdropdown", name: "table", title: "table", rows: ["r"], columns: [{ name: "k", choices: [1, 2] }] },
  {
    type: "paneldynamic",
    name: "list",
    title: "list",
    maxPanelCount: 2,
    templateElements: [{ type: "text", name: "k", title: "k" }],
  },
  { type: "expression", name: "double", title: "double", expression: "{num} * 2" },
]);

const strange: readonly Json[] = [
  null,
  "",
  0,
  -0,
  1e308,
  -1,
  0.5,
  true,
  false,
  "1",
  "other",
  "none",
  "\ud800",
  "\u0000",
  "a".repeat(3_000),
  [],
  {},
  [[]],
  [null],
  [{}],
  { r: null },
  { k: {} },
  { length: 5 },
  { toString: 1 },
  { valueOf: null },
  JSON.parse('{"__proto__":{"x":1}}') as Json,
  JSON.parse('{"constructor":{"prototype":1}}') as Json,
];
const names = [
  "one",
  "many",
  "num",
  "grid",
  "table",
  "list",
  "double",
  "one-Comment",
  "__proto__",
  "constructor",
  "zzz",
];

it("never throws over a million broken answers, and refuses each that is not sound (VA1–VA19)", () => {
  const compiled = compileQuestionnaire(definition);
  const random = seededRandom(3);
  const base = Array.from({ length: 100 }, () => generateAnswers(definition, random));
  let refused = 0;
  for (let run = 0; run < 1_000_000; run++) {
    const answers: Record<string, Json> = { ...drawItem(base, random) };
    const changes = 1 + Math.floor(random() * 3);
    for (let change = 0; change < changes; change++) {
      const name = drawItem(names, random);
      Object.defineProperty(answers, name, {
        value: drawItem(strange, random),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    const problems = validateAnswers(compiled, answers, "complete");
    if (problems.length > 0) refused += 1;
    else expect(tabulateAnswers(compiled, answers as Answers).size).toBe(compiled.variables.length);
    if (run % 100 === 0) pruneAnswers(compiled, answers as Answers);
  }
  expect(refused).toBeGreaterThan(800_000);
});
