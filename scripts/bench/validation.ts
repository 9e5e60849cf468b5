import {
  compileQuestionnaire,
  generateAnswers,
  pruneAnswers,
  seededRandom,
  validateAnswers,
} from "@diaoyan/instruments";
import { hundredQuestions } from "../../instruments/src/testing/hundred-questions.ts";
import { type BenchLine, quantileOf } from "./bench-line.ts";

const runs = 20_000;
const respondents = 200;

function timesOf(run: (index: number) => void): readonly number[] {
  for (let index = 0; index < runs / 4; index++) run(index);
  return Array.from({ length: runs }, (_, index) => {
    const started = performance.now();
    run(index);
    return performance.now() - started;
  });
}

/** Time of one complete check and of pruning, 100 questions, answers of 200 generated respondents in turn. */
export async function benchValidation(): Promise<readonly BenchLine[]> {
  const definition = hundredQuestions();
  const compiled = compileQuestionnaire(definition);
  const random = seededRandom(1);
  const answers = Array.from({ length: respondents }, () => generateAnswers(definition, random));
  const answerOf = (index: number) => answers[index % respondents] ?? {};
  const checks = timesOf((index) => {
    const problems = validateAnswers(compiled, answerOf(index), "complete");
    if (problems.length > 0) throw new Error(`the bench answers are refused: ${problems[0]?.message}`);
  });
  const prunes = timesOf((index) => {
    pruneAnswers(compiled, answerOf(index));
  });
  return [
    { name: "validateAnswers, 100 questions, p50", value: quantileOf(checks, 0.5), unit: "ms" },
    {
      name: "validateAnswers, 100 questions, p99",
      value: quantileOf(checks, 0.99),
      unit: "ms",
      budget: { atMost: 0.2 },
    },
    { name: "pruneAnswers, 100 questions, p99", value: quantileOf(prunes, 0.99), unit: "ms" },
  ];
}
