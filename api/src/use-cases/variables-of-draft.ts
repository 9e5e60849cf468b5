import {
  compileQuestionnaire,
  lintQuestionnaire,
  type QuestionnaireDefinition,
  type Variable,
} from "@diaoyan/instruments";

/** Variables a draft would have; none while it cannot be published. */
export function variablesOfDraft(draft: QuestionnaireDefinition): readonly Variable[] {
  const sound = lintQuestionnaire(draft).every(({ severity }) => severity !== "error");
  return sound ? compileQuestionnaire(draft).variables : [];
}
