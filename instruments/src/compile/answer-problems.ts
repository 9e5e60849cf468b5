import type { AnswerProblem } from "../model/compiled.ts";

/** Stable codes of answer problems: message about what is expected, and the remedy (rules VA1–VA22). */
const remedies = {
  "not-an-object": "send the answers as one JSON object",
  "too-deep": "send only answers to the questions asked",
  "unknown-name": "send only names of this version of the questionnaire",
  "wrong-type": "send the value in the form of its question type",
  "lone-surrogate": "send well-formed Unicode text",
  "control-character": "remove the character U+0000",
  "too-long": "shorten the text",
  "too-many-items": "send fewer items",
  "hidden-answer": "remove answers to questions that are not shown",
  required: "answer the question",
  "unknown-choice": "choose one of the choices offered",
  "hidden-choice": "choose one of the choices shown",
  "repeated-choice": "send each choice once",
  "exclusive-choice": "choose “none” alone or leave it out",
  "wrong-assignment": "send the modules as they were assigned",
  "too-few-choices": "choose more",
  "too-many-choices": "choose fewer",
  "incomplete-ranking": "rank every choice",
  "out-of-range": "give a value within the limits",
  "wrong-format": "write it in the expected form",
  "row-required": "answer every row",
  "rows-not-unique": "choose each column once",
  "too-few-entries": "add entries",
  "too-many-entries": "remove entries",
  "duplicate-key": "make the entries differ",
  "other-text-missing": "write what “other” means",
  "other-text-stray": "remove the text, or choose “other”",
  "computed-differs": "leave computed values to the questionnaire",
  "validator-failed": "correct the answer",
} as const;

/** What can be wrong with an answer. */
export type AnswerProblemCode = keyof typeof remedies;

/** Where in the answers something stands: the question, and the path inside its answer. */
export interface AnswerPlace {
  readonly question: string;
  readonly path: string;
}

/** Makes a problem of the catalogue. */
export function answerProblem(code: AnswerProblemCode, place: AnswerPlace, message: string): AnswerProblem {
  const at = place.path === "" ? "" : ` at ${place.path}`;
  return {
    code,
    question: place.question,
    path: place.path,
    message: `${place.question}${at}: ${message}`,
    remedy: remedies[code],
  };
}

/** Takes what is wrong; does nothing where only the pruned answers are wanted. */
export type Report = (code: AnswerProblemCode, place: AnswerPlace, message: string) => void;
