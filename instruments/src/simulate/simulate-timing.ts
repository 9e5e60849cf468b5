import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import type { ResponseTiming } from "../model/timing.ts";
import { listSurveyPages } from "../timing/survey-pages.ts";
import { drawNormal, type RandomSource } from "./random-source.ts";

/**
 * What the server would see of `seconds` spent on a questionnaire: spread over the answered pages by the number of their
 * answers, unevenly, as people do and as a script that wants to look like one can.
 */
export function simulateTiming(
  { definition, compiled }: { readonly definition: QuestionnaireDefinition; readonly compiled: CompiledQuestionnaire },
  { answers, seconds, pageClock }: { readonly answers: Answers; readonly seconds: number; readonly pageClock: number },
  random: RandomSource,
): ResponseTiming {
  const weights = listSurveyPages(definition).flatMap(({ name, questions }) => {
    const size = compiled.variables.filter(({ question }) => questions.has(question) && question in answers).length;
    return size === 0 ? [] : [{ page: name, weight: size * Math.exp(0.4 * drawNormal(random)) }];
  });
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0);
  return {
    extent: "whole",
    reason: null,
    pageClock,
    pages: weights.map(({ page, weight }) => ({ page, seconds: Math.round((10 * seconds * weight) / whole) / 10 })),
    rushed: false,
    events: [],
  };
}
