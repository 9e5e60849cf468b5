import { expect, it } from "vitest";
import { fuzzAnswers } from "../testing/fuzz-answers.ts";
import { hundredQuestions } from "../testing/hundred-questions.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";

const everyKind = questionnaireOf([
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

const megabyte = 1024 * 1024;

it.each([
  ["a hundred questions", hundredQuestions(), 1_000_000],
  ["tables, lists and computed values", everyKind, 500_000],
])("never throws over broken answers to %s, and accepts only what is sound (VA1–VA19)", (name, definition, runs) => {
  const seed = Date.now() % 2 ** 31;
  const { accepted, refused, p99, heap } = fuzzAnswers(definition, runs, seed);
  const shown = heap.map((bytes) => (bytes / megabyte).toFixed(1)).join(", ");
  process.stdout.write(
    `${name}: seed ${seed}, ${accepted} accepted, ${refused} refused, p99 ${p99.toFixed(3)} ms, heap ${shown} MB\n`,
  );
  expect(refused).toBeGreaterThan(runs / 2);
  expect(accepted).toBeGreaterThan(runs / 50);
  expect(p99).toBeLessThanOrEqual(0.2);
  expect(Math.max(...heap) - (heap[0] ?? 0)).toBeLessThan(8 * megabyte);
});
