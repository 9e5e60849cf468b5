import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import { definitionSchema } from "../profile/definition-schema.ts";
import type { FindingList } from "../profile/finding.ts";

function pathOf(parts: readonly PropertyKey[]): string {
  return parts
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./u, "");
}

/** Checks what stands around the survey; the questionnaire when it fits, else null (rule LI1). */
export function checkDefinition(definition: unknown, list: FindingList): QuestionnaireDefinition | null {
  const { success, error } = definitionSchema.safeParse(definition);
  if (success) return definition as QuestionnaireDefinition;
  for (const issue of error.issues) {
    list.error(
      "wrong-definition",
      pathOf(issue.path),
      issue.message,
      "write the questionnaire file in the documented form",
    );
  }
  return null;
}
