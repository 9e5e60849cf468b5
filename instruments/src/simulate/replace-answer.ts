import type { Json } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import type { Variable } from "../model/variable.ts";

/** Puts a step in the place of the answer behind a variable, as text or number as it stood there; unanswered items stay so. */
export function replaceAnswer(answers: Answers, { name, question }: Variable, step: number | null): Answers {
  const standing = answers[question];
  if (step === null || standing === undefined) return answers;
  if (name === question) return { ...answers, [question]: sameKind(standing, step) };
  const rows = standing as { readonly [row: string]: Json };
  const row = name.slice(question.length + 1);
  const before = rows[row];
  return before === undefined ? answers : { ...answers, [question]: { ...rows, [row]: sameKind(before, step) } };
}

/** The step that stands behind a variable; null where nothing or no number stands there. */
export function stepBehind(answers: Answers, { name, question }: Variable): number | null {
  const standing = answers[question];
  const value =
    name === question || standing === undefined
      ? standing
      : (standing as { readonly [row: string]: Json })[name.slice(question.length + 1)];
  return typeof value === "number" ? value : typeof value === "string" && value !== "" ? Number(value) : null;
}

function sameKind(before: Json, step: number): Json {
  return typeof before === "string" ? String(step) : step;
}
