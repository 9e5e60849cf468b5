import { pruneAnswers } from "../compile/validate-answers.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import type { Variable } from "../model/variable.ts";
import { assignmentName } from "../program/program.ts";
import type { Assignment } from "../split/list-assignments.ts";
import { drawSteps, throwDie } from "./farm-steps.ts";
import { generateAnswers } from "./generate-answers.ts";
import type { RandomSource } from "./random-source.ts";
import { replaceAnswer, stepBehind } from "./replace-answer.ts";

/**
 * How somebody fills a questionnaire without answering it: one step throughout, up and down, by dice, around the middle,
 * made to reach a target alpha, these by turns; copies of one response with two changes, copies with every third answer
 * shifted and the texts written anew; a fair imitation of a person that only lacks the time, or not even that.
 */
export const farmStrategies = [
  "constant",
  "zigzag",
  "dice",
  "middle",
  "copies",
  "hasty",
  "reliable",
  "mixed",
  "paraphrased",
  "humanlike",
] as const;
/** How a simulated answer farm fills in a questionnaire. */
export type FarmStrategy = (typeof farmStrategies)[number];

/** A forged response: answers that pass every check, and the seconds it pretends to have taken. */
export interface ForgedResponse {
  readonly answers: Answers;
  readonly seconds: number;
}

type Version = { readonly definition: QuestionnaireDefinition; readonly compiled: CompiledQuestionnaire };

/**
 * Makes forged responses of one strategy, with the modules assigned in a split questionnaire; all draws come from `random`. What a person knows of himself is drawn question
 * by question, as such tools do: they do not know which combinations are impossible.
 */
export function createFarm(
  { definition, compiled }: Version,
  strategy: FarmStrategy,
  random: RandomSource,
): (assigned?: Assignment) => ForgedResponse {
  const items = compiled.variables.filter(({ construct, scale }) => construct !== undefined && scale !== undefined);
  const blind: QuestionnaireDefinition = { ...definition, impossibleCombinations: [] };
  const first = generateAnswers(blind, random);
  return (assigned) => {
    const original = assigned === undefined ? first : { ...first, [assignmentName]: assigned };
    const fresh = generateAnswers(blind, random, assigned && { assigned });
    const answers = forge({ strategy, items, original, fresh, compiled }, random);
    const { minutes } = (assigned && definition.split) ?? definition;
    const share = strategy === "hasty" ? 0.05 + 0.1 * random() : 0.5 + random();
    return { answers: pruneAnswers(compiled, answers), seconds: Math.round(minutes * 60 * share) };
  };
}

interface Material {
  readonly strategy: FarmStrategy;
  readonly items: readonly Variable[];
  /** What is copied. */
  readonly original: Answers;
  readonly fresh: Answers;
  readonly compiled: CompiledQuestionnaire;
}

function forge(material: Material, random: RandomSource): Answers {
  const { strategy, items, original, fresh } = material;
  if (strategy === "copies") return copyNearly(original, items, random);
  if (strategy === "paraphrased") return paraphrase(material, random);
  const steps = drawSteps(strategy, items, random);
  if (steps === null) return fresh;
  return items.reduce((forged, item, index) => replaceAnswer(forged, item, steps[index] ?? null), fresh);
}

/** A copy with two neighbouring answers changed. */
function copyNearly(original: Answers, items: readonly Variable[], random: RandomSource): Answers {
  const changed = Math.floor(random() * items.length);
  return items
    .slice(changed, changed + 2)
    .reduce((copy, item) => replaceAnswer(copy, item, throwDie(item, random)), original);
}

/** A copy with every third answer a step higher or lower, and with texts of its own. */
function paraphrase({ original, fresh, items, compiled }: Material, random: RandomSource): Answers {
  const texts = new Set(
    compiled.variables
      .filter(({ type, question }) => type === "string" && question !== assignmentName)
      .map(({ question }) => question),
  );
  const own = Object.entries(fresh).filter(([name]) => texts.has(name) && original[name] !== undefined);
  const copy: Answers = { ...original, ...Object.fromEntries(own) };
  return items.reduce((shifted, item) => {
    const step = stepBehind(shifted, item);
    const { min, max } = item.scale ?? { min: 1, max: 5 };
    if (step === null || step < min || step > max || random() >= 1 / 3) return shifted;
    return replaceAnswer(shifted, item, Math.min(max, Math.max(min, step + (random() < 0.5 ? -1 : 1))));
  }, copy);
}
