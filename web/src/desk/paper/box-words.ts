import {
  type CompiledQuestionnaire,
  describeForm,
  listBoxes,
  markOf,
  type PaperBox,
  type PaperQuestion,
  parseBox,
} from "@diaoyan/instruments";
import type { PaperMessages } from "../../i18n/paper.zh.ts";

/** A question as it is printed, with the boxes below it. */
export interface FormQuestion {
  readonly question: PaperQuestion;
  readonly boxes: readonly PaperBox[];
}

/** Questions of a form in the order and with the numbers of the print. */
export function groupBoxes(compiled: CompiledQuestionnaire): readonly FormQuestion[] {
  const boxes = listBoxes(compiled);
  return describeForm(compiled).map((question) => ({
    question,
    boxes: boxes.filter((box) => box.question === question.variable),
  }));
}

/** What a typing stands for, in the words of the form: labels of its codes, the name of a mark; empty for plain text. */
export function sayTyped(box: PaperBox, typed: string, marks: PaperMessages["marks"]): string {
  const mark = markOf(typed);
  if (mark !== null) return marks[mark];
  if (box.entry.kind !== "code" && box.entry.kind !== "codes") return "";
  const { text, fault } = parseBox(box, typed);
  if (fault !== null || text === "") return "";
  const given = new Set(text.split(" "));
  return box.entry.choices
    .filter(({ code }) => given.has(code))
    .map(({ label }) => label)
    .join("、");
}

/** Whether nothing could be added to a typing, so that entry goes on to the next box by itself. */
export function isComplete(box: PaperBox, typed: string): boolean {
  if (box.entry.kind === "text" || typed === "") return false;
  if (markOf(typed) !== null) return true;
  const { text, fault } = parseBox(box, typed);
  if (fault !== null) return false;
  if (box.entry.kind === "rank") return box.entry.most < 10;
  return box.entry.kind === "code" && !box.entry.choices.some(({ code }) => code !== text && code.startsWith(text));
}
