import type { Json } from "../model/questionnaire.ts";
import { checkDefinition } from "./check-definition.ts";
import { checkNames } from "./check-names.ts";
import { FindingList, type LintFinding } from "./finding.ts";
import type { Form } from "./form.ts";
import { readForm } from "./read-form.ts";
import { isObject } from "./read-properties.ts";

/** The findings about a questionnaire, and its form where the profile could read one. */
export interface QuestionnaireAnalysis {
  readonly form: Form | null;
  readonly findings: readonly LintFinding[];
}

/** Reads and checks a questionnaire in one go, for the lint and for the compiler. */
export function analyseQuestionnaire(definition: unknown): QuestionnaireAnalysis {
  const list = new FindingList();
  const checked = checkDefinition(definition, list);
  const survey = isObject(definition) ? definition["survey"] : undefined;
  if (!isObject(survey as Json)) return { form: null, findings: list.findings };
  const form = readForm(survey as Readonly<Record<string, Json>>, list);
  checkNames(form, list);
  if (checked) list.findings.push();
  return { form, findings: list.findings };
}

/**
 * Everything that is wrong with a questionnaire: each finding says where, what and how to mend it. Errors refuse
 * publication, warnings do not. Never throws, whatever `definition` is (rules LI1–LI20).
 */
export function lintQuestionnaire(definition: unknown): LintFinding[] {
  return [...analyseQuestionnaire(definition).findings];
}
