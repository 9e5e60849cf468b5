import { readAnswerRow } from "../compile/read-answer-row.ts";
import { pruneAnswers, validateAnswers } from "../compile/validate-answers.ts";
import type { AnswerProblem, CompiledQuestionnaire } from "../model/compiled.ts";
import type { Answers } from "../model/response.ts";
import { findRankGaps } from "./find-rank-gaps.ts";
import { listBoxes, type PaperBox, pathOf } from "./list-boxes.ts";

import { type PaperMark, parseBox, type TypedForm, type TypingFault } from "./parse-box.ts";
import { showBoxes } from "./show-boxes.ts";

/** Something wrong at a box: the typing, or a rule of the questionnaire (then `problem` says which). */
export interface BoxProblem {
  readonly key: string;
  readonly code: TypingFault | "rank-gap" | AnswerProblem["code"];
  readonly problem: AnswerProblem | null;
}

/** A typed form as it was understood. */
export interface ReadForm {
  /** Answers as the page would send them: without what is skipped. */
  readonly answers: Answers;
  /** Keys of the boxes that are to be filled in; the others are skipped. */
  readonly shown: ReadonlySet<string>;
  /** Marks of the boxes that show. */
  readonly marks: ReadonlyMap<string, PaperMark>;
  readonly problems: readonly BoxProblem[];
  /** Canonical typing of the boxes that show and hold something. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Reads what was typed from a paper form and checks it by the rules of the questionnaire. An answer that is missing is no
 * problem where the box carries a mark: paper cannot be asked again. Never throws, whatever was typed.
 */
export function readTyped(compiled: CompiledQuestionnaire, typed: TypedForm): ReadForm {
  const boxes = listBoxes(compiled);
  const read = new Map(boxes.map((box) => [box.key, parseBox(box, typed[box.key] ?? "")]));
  const { dropped, gaps } = findRankGaps(boxes, read);
  const cells = new Map([...read].flatMap(([key, { cells }]) => (dropped.has(key) ? [] : [...cells])));
  const raw = readAnswerRow(compiled, cells);
  const answers = pruneAnswers(compiled, raw);
  const shown = showBoxes(compiled, answers);
  const marks = new Map([...read].flatMap(([key, { mark }]) => (mark !== null && shown.has(key) ? [[key, mark]] : [])));
  const unread = [...read].flatMap(([key, { fault }]) => (fault === null ? [] : [{ key, code: fault, problem: null }]));
  const faults: readonly BoxProblem[] = [
    ...unread,
    ...gaps.map((key) => ({ key, code: "rank-gap" as const, problem: null })),
  ];
  const atFault = new Set(faults.map(({ key }) => key));
  const isExcused = excuseAbsences(compiled, { shown, marks });
  const broken = validateAnswers(compiled, raw, "complete")
    .filter(({ code }) => !ofSkipped.has(code))
    .filter((problem) => !isExcused(problem))
    .map((problem) => ({ key: boxOf(problem, boxes, shown), code: problem.code, problem }))
    .filter(({ key }) => !atFault.has(key));
  return {
    answers,
    shown,
    marks,
    problems: [...faults, ...broken].filter(({ key }) => shown.has(key)),
    texts: new Map([...read].flatMap(([key, { text }]) => (text !== "" && shown.has(key) ? [[key, text]] : []))),
  };
}

/** Problems of boxes that are skipped or filled in by the questionnaire itself; what stands there is not sent. */
const ofSkipped = new Set(["hidden-answer", "other-text-stray", "computed-differs"]);
/** What an answer that is not there, or not whole, can be blamed for. */
const ofAbsence = new Set(["required", "row-required", "other-text-missing", "incomplete-ranking", "too-few-entries"]);

/**
 * Tells the problems that marks explain: an answer is absent or not whole, and what is empty of it carries a mark. Such a
 * form is accepted as it is.
 */
export function excuseAbsences(
  compiled: CompiledQuestionnaire,
  { shown, marks }: Pick<ReadForm, "shown" | "marks">,
): (problem: AnswerProblem) => boolean {
  const boxes = listBoxes(compiled).filter(({ key }) => shown.has(key));
  return ({ code, question, path }) => {
    if (!ofAbsence.has(code)) return false;
    const blamed = boxes.filter(
      (box) =>
        box.question === question &&
        pathOf(box).startsWith(path) &&
        (code === "other-text-missing") === (box.beside === "other"),
    );
    if (code === "incomplete-ranking") return blamed.some(({ key }) => marks.has(key));
    return blamed.length > 0 && blamed.every(({ key }) => marks.has(key));
  };
}

function boxOf(
  { code, question, path }: AnswerProblem,
  boxes: readonly PaperBox[],
  shown: ReadonlySet<string>,
): string {
  const own = boxes.filter((box) => box.question === question && shown.has(box.key));
  const near = own.filter((box) => pathOf(box).startsWith(path) || path.startsWith(pathOf(box)));
  const beside = code === "other-text-missing" ? near.find((box) => box.beside === "other") : undefined;
  return (beside ?? near[0] ?? own[0])?.key ?? question;
}
