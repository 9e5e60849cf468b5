import { questionnaireRefused } from "../errors.ts";
import { hashJson } from "../hash/content-hash.ts";
import { analyseQuestionnaire } from "../lint/lint-questionnaire.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";

/**
 * Turns a questionnaire into variables and a check program; done once, when a version is published.
 * @throws QuestionnaireRefused with all findings when the lint reports an error.
 */
export function compileQuestionnaire(definition: QuestionnaireDefinition): CompiledQuestionnaire {
  const { built, findings } = analyseQuestionnaire(definition);
  if (built === null || findings.some(({ severity }) => severity === "error")) {
    throw questionnaireRefused(definition.name, findings);
  }
  return {
    format: 1,
    name: definition.name,
    hash: hashJson(definition as unknown as Json),
    title: definition.title,
    variables: built.variables,
    program: built.program as unknown as Json,
  };
}
