import {
  brandAs,
  compileQuestionnaire,
  generateAnswers,
  type Json,
  pruneAnswers,
  type QuestionnaireDefinition,
  type QuestionnaireName,
  seededRandom,
  validateAnswers,
} from "@diaoyan/instruments";
import { type BenchLine, quantileOf } from "./bench-line.ts";

const runs = 20_000;
const respondents = 200;

/** Question `index` of the bench: ten kinds in turn, every third with a condition on the first of its page. */
function question(index: number): { readonly [key: string]: Json } {
  const name = `q${index}`;
  const title = `第 ${index + 1} 题`;
  const choices = [1, 2, 3, 4, 5].map((value) => ({ value, text: `选项${value}` }));
  const asked = {
    name,
    title,
    ...(index % 10 > 0 && index % 3 === 2 ? { visibleIf: `{q${index - (index % 10)}} != 5 and {q0} notempty` } : {}),
  };
  const kinds: readonly { readonly [key: string]: Json }[] = [
    { type: "radiogroup", choices, isRequired: true },
    { type: "checkbox", choices, showOtherItem: true, maxSelectedChoices: 4 },
    { type: "rating", rateMin: 1, rateMax: 5, minRateDescription: "低", maxRateDescription: "高" },
    { type: "matrix", rows: ["a", "b", "c", "d", "e", "f"], columns: choices, eachRowRequired: true },
    { type: "comment" },
    { type: "text", inputType: "number", min: 0, max: 100 },
    { type: "ranking", choices: ["a", "b", "c", "d"] },
    { type: "dropdown", choices, requiredIf: "{q0} = 1" },
    { type: "text", validators: [{ type: "text", minLength: 1, maxLength: 200 }] },
    { type: "boolean" },
  ];
  return { ...asked, ...kinds[index % kinds.length] };
}

/** A questionnaire of 100 questions of ten kinds in ten pages, with conditions and matrices. */
function hundredQuestions(): QuestionnaireDefinition {
  const pages = Array.from({ length: 10 }, (_, page) => ({
    name: `page${page}`,
    elements: Array.from({ length: 10 }, (_item, item) => question(page * 10 + item)),
  }));
  return {
    name: brandAs<QuestionnaireName>("bench"),
    form: "full",
    title: { zh: "基准测试" },
    purpose: { zh: "基准测试" },
    minutes: 20,
    constructs: [],
    missingCodes: [],
    survey: { pages },
  };
}

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
