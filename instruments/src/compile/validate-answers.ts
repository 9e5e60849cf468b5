import type { AnswerProblem, CompiledQuestionnaire } from "../model/compiled.ts";
import type { Json } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import { type PreparedProgram, prepareProgram } from "../program/prepare-program.ts";
import { answerProblem, type Report } from "./answer-problems.ts";
import { checkStructure } from "./check-structure.ts";
import { settleAnswers } from "./settle-answers.ts";

/** `draft` checks names, types, lengths and sizes; `complete` checks everything. */
export type CheckMode = "draft" | "complete";

/** Most problems that are listed; more do not help anybody. */
const maximumProblems = 200;

function collector(problems: AnswerProblem[]): Report {
  return (code, place, message) => {
    if (problems.length < maximumProblems) problems.push(answerProblem(code, place, message));
  };
}

/**
 * Checks answers against a published questionnaire; an empty list means they are accepted. Never throws, whatever comes:
 * `answers` may be any JSON value. In mode `complete` the rules of the questions are asked once the structure is sound.
 */
export function validateAnswers(compiled: CompiledQuestionnaire, answers: unknown, mode: CheckMode): AnswerProblem[] {
  const program = prepareProgram(compiled);
  const problems: AnswerProblem[] = [];
  const report = collector(problems);
  checkStructure(program, answers, report);
  if (mode === "complete" && problems.length === 0) {
    settleAnswers(program, answers as Readonly<Record<string, Json>>, { report });
  }
  return problems;
}

const silent: Report = () => undefined;

/** Names whose values have a form the rules can read. */
function soundAnswers(program: PreparedProgram, answers: Answers): Record<string, Json> {
  const broken = new Set<string>();
  checkStructure(program, answers, (_code, place) => broken.add(place.question));
  return Object.fromEntries(Object.entries(answers).filter(([name]) => !broken.has(name)));
}

/**
 * The answers without what a hidden question or choice left behind, and with computed values as they are now: what the
 * page sends. It drops nothing else: names or forms that the validator refuses stay, so that it can name them.
 */
export function pruneAnswers(compiled: CompiledQuestionnaire, answers: Answers): Answers {
  const program = prepareProgram(compiled);
  const sound = soundAnswers(program, answers);
  const settled = settleAnswers(program, sound, { report: silent });
  const pruned: [string, Json][] = [...settled].filter(([name]) => program.names.has(name));
  const broken = Object.entries(answers).filter(([name]) => !Object.hasOwn(sound, name));
  return Object.fromEntries([...pruned, ...broken]);
}
