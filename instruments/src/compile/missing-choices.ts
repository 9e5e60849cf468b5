import type { CompiledQuestionnaire } from "../model/compiled.ts";
import { prepareProgram } from "../program/prepare-program.ts";

/** A missing code offered by a question of several choices: no variable, but a column of an answer row. */
export interface MissingChoice {
  readonly question: string;
  /** Name of the column that `readAnswerRow` reads. */
  readonly column: string;
  readonly label: string;
}

/** Missing codes such as 不清楚 that questions of several choices offer; in the data they make the others not applicable. */
export function missingChoices(compiled: CompiledQuestionnaire): readonly MissingChoice[] {
  const { steps, missing } = prepareProgram(compiled);
  return steps.flatMap((step): readonly MissingChoice[] => {
    if (step.kind !== "field" || step.answer.kind !== "many") return [];
    return [...step.answer.offer.choices.values()]
      .filter(({ choice }) => missing.has(Number(choice.value)))
      .map(({ choice }) => ({
        question: step.name,
        column: `${step.name}_${String(choice.value)}`,
        label: choice.label.zh,
      }));
  });
}
