import { type MissingChoice, missingChoices } from "../compile/missing-choices.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Variable } from "../model/variable.ts";

/** A question of a version with the variables its answers make. */
export interface AnswerTarget {
  readonly question: string;
  readonly title: string;
  /** `single` has one variable; the others have one for each option, rank, row or blank. */
  readonly kind: "single" | "many" | "order" | "parts";
  readonly variables: readonly Variable[];
  /** Variable of the text beside 其他. */
  readonly other: string | null;
  /** Missing codes among several choices. */
  readonly missing: readonly MissingChoice[];
}

function kindOf(variables: readonly Variable[]): AnswerTarget["kind"] {
  const [first, ...more] = variables;
  if (first?.set !== undefined) return first.measure === "ordinal" ? "order" : "many";
  return more.length === 0 && first?.name === first?.question ? "single" : "parts";
}

/** The questions of a version in their order. */
export function answerTargets(compiled: CompiledQuestionnaire): readonly AnswerTarget[] {
  const missing = missingChoices(compiled);
  const questions = new Map<string, Variable[]>();
  for (const variable of compiled.variables)
    questions.set(variable.question, [...(questions.get(variable.question) ?? []), variable]);
  return [...questions].map(([question, own]) => {
    const other = own.find(({ name }) => name === `${question}_other`);
    const asked = own.filter((variable) => variable !== other && variable.name !== `${question}_comment`);
    const [first] = asked;
    return {
      question,
      title: first?.questionLabel?.zh ?? first?.label.zh ?? question,
      kind: kindOf(asked),
      variables: asked,
      other: other?.name ?? null,
      missing: missing.filter((choice) => choice.question === question),
    };
  });
}
