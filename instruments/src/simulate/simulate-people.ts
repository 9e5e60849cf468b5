import { pruneAnswers } from "../compile/validate-answers.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { ForgedResponse } from "./farm-answers.ts";
import { generateAnswers } from "./generate-answers.ts";
import { drawNormal, type RandomSource } from "./random-source.ts";
import { replaceAnswer } from "./replace-answer.ts";

/**
 * People who answer, of kinds that rules against farms easily wrong: those who agree with nearly everything and mean it,
 * those who read twice as fast as others, and those who put the phone away in between.
 */
export const peopleKinds = ["ordinary", "contented", "fast", "interrupted"] as const;
/** How carefully simulated people answer. */
export type PeopleKind = (typeof peopleKinds)[number];

/** Makes the answers of people of one kind, and the seconds they took; all draws come from `random`. */
export function createPeople(
  { definition, compiled }: { readonly definition: QuestionnaireDefinition; readonly compiled: CompiledQuestionnaire },
  kind: PeopleKind,
  random: RandomSource,
): () => ForgedResponse {
  const items = compiled.variables.filter(({ construct, scale }) => construct !== undefined && scale !== undefined);
  return () => {
    const drawn = generateAnswers(definition, random);
    const answers =
      kind === "contented"
        ? items.reduce((agreeing, item) => {
            const { min, max } = item.scale ?? { min: 1, max: 5 };
            const step = random() < 0.85 ? max - 1 : max;
            return replaceAnswer(agreeing, item, item.reverse ? min + max - step : step);
          }, drawn)
        : drawn;
    return {
      answers: pruneAnswers(compiled, answers),
      seconds: Math.round(definition.minutes * 60 * paceOf(kind, random)),
    };
  };
}

/** Time as a share of what the questionnaire says it takes: log-normal around it, half of it for fast readers. */
function paceOf(kind: PeopleKind, random: RandomSource): number {
  const usual = Math.exp(0.3 * drawNormal(random));
  if (kind === "fast") return 0.5 * Math.exp(0.15 * drawNormal(random));
  return kind === "interrupted" ? usual + 2 + 4 * random() : usual;
}
