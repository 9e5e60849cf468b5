import { expect, it } from "vitest";
import { fuzzAnswers } from "../testing/fuzz-answers.ts";
import { hundredQuestions } from "../testing/hundred-questions.ts";

it("never throws over a thousand broken answers, and accepts only what is sound", () => {
  const { accepted, refused } = fuzzAnswers(hundredQuestions(), 1_000, 20_261_127);
  expect(refused).toBeGreaterThan(500);
  expect(accepted).toBeGreaterThan(20);
});
