import type { Question, SurveyModel } from "survey-core";
import { type RespondMessages, respondZh } from "../../i18n/respond.zh.ts";

const textsOfModels = new WeakMap<object, RespondMessages>();

/** Gives a survey the page's own texts, for the questions that are drawn by us. */
export function setTexts(model: SurveyModel, texts: RespondMessages): void {
  textsOfModels.set(model, texts);
}

/** The page's texts for a question of a survey. */
export function textsFor(question: Question): RespondMessages {
  return textsOfModels.get(question.survey as object) ?? respondZh;
}
