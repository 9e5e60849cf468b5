import { pruneAnswers } from "../compile/validate-answers.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import type { Variable } from "../model/variable.ts";
import { assignmentName } from "../program/program.ts";
import type { Assignment } from "../split/list-assignments.ts";
import { generateAnswers } from "./generate-answers.ts";
import type { RandomSource } from "./random-source.ts";

/**
 * How somebody fills a questionnaire without answering it: one step throughout, up and down, by dice, around the middle,
 * copies of one response with a few changes, or a fair imitation of a person that only lacks the time.
 */
export const farmStrategies = ["constant", "zigzag", "dice", "middle", "copies", "hasty"] as const;
export type FarmStrategy = (typeof farmStrategies)[number];

/** A forged response: answers that pass every check, and the seconds it pretends to have taken. */
export interface ForgedResponse {
  readonly answers: Answers;
  readonly seconds: number;
}

/** Makes forged responses of one strategy, with the modules assigned in a split questionnaire; all draws come from `random`. */
export function createFarm(
  { definition, compiled }: { readonly definition: QuestionnaireDefinition; readonly compiled: CompiledQuestionnaire },
  strategy: FarmStrategy,
  random: RandomSource,
): (assigned?: Assignment) => ForgedResponse {
  const items = compiled.variables.filter(({ construct, scale }) => construct !== undefined && scale !== undefined);
  const original = generateAnswers(definition, random);
  return (assigned) => {
    const fresh = () => generateAnswers(definition, random, assigned && { assigned });
    const copy = () => (assigned === undefined ? original : { ...original, [assignmentName]: assigned });
    const base = strategy === "copies" ? copy() : fresh();
    const steps = stepsOf(strategy, items, random);
    const answers = items.reduce((forged, item, index) => replaceAnswer(forged, item, steps[index] ?? null), base);
    const { minutes } = (assigned && definition.split) ?? definition;
    const share = strategy === "hasty" ? 0.05 + 0.1 * random() : 0.5 + random();
    return { answers: pruneAnswers(compiled, answers), seconds: Math.round(minutes * 60 * share) };
  };
}

/** A step for each item; null leaves the answer that stands there. */
function stepsOf(strategy: FarmStrategy, items: readonly Variable[], random: RandomSource): readonly (number | null)[] {
  const dice = ({ scale }: Variable): number => {
    const { min, max } = scale ?? { min: 1, max: 5 };
    return min + Math.floor(random() * (max - min + 1));
  };
  const [first] = items;
  const chosen = first === undefined ? 1 : dice(first);
  const changed = Math.floor(random() * items.length);
  return items.map((item, index) => {
    const { min, max } = item.scale ?? { min: 1, max: 5 };
    switch (strategy) {
      case "constant":
        return Math.min(max, Math.max(min, chosen));
      case "zigzag":
        return index % 2 === 0 ? min + 1 : max - 1;
      case "dice":
        return dice(item);
      case "middle":
        return random() < 0.8 ? Math.round((min + max) / 2) : dice(item);
      case "copies":
        return index === changed || index === changed + 1 ? dice(item) : null;
      default:
        return null;
    }
  });
}

/** Puts a step in the place of the answer behind a variable, as text or number as it stood there; unanswered items stay so. */
function replaceAnswer(answers: Answers, { name, question }: Variable, step: number | null): Answers {
  const standing = answers[question];
  if (step === null || standing === undefined) return answers;
  if (name === question) return { ...answers, [question]: sameKind(standing, step) };
  const rows = standing as { readonly [row: string]: Json };
  const row = name.slice(question.length + 1);
  const before = rows[row];
  return before === undefined ? answers : { ...answers, [question]: { ...rows, [row]: sameKind(before, step) } };
}

function sameKind(before: Json, step: number): Json {
  return typeof before === "string" ? String(step) : step;
}
