import { CustomError, type SurveyModel } from "survey-core";
import type { RespondMessages } from "../../i18n/respond.zh.ts";
import type { PlacedProblem } from "./survey-view.ts";

/** Name of the question a place belongs to: `q[2].unit` stands in `q`. */
function questionOf(place: string): string {
  return place.split(/[[.]/)[0] ?? place;
}

/** Writes each problem beside its question and goes to the first. Problems of unknown questions cannot be placed. */
export function showProblems(model: SurveyModel, problems: readonly PlacedProblem[], texts: RespondMessages): void {
  const placed = problems
    .map(({ code, question }) => ({ code, question: model.getQuestionByName(questionOf(question)) }))
    .filter(({ question }) => question !== null && question !== undefined);
  for (const { code, question } of placed) {
    question.addError(new CustomError(texts.problems[code] ?? texts.problemOther, question));
  }
  placed[0]?.question.focus(true);
}
