import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import { definitionSchema } from "../profile/definition-schema.ts";
import type { FindingList } from "../profile/finding.ts";

function pathOf(parts: readonly PropertyKey[]): string {
  return parts
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./u, "");
}

const maximumDepth = 64;

/** Whether a value is nested deeper than any questionnaire; walks without recursion, so that no depth can break it. */
export function isTooDeep(json: unknown): boolean {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maximumDepth) return true;
    level = level.flatMap((value) => (value !== null && typeof value === "object" ? Object.values(value) : []));
  }
  return false;
}

/** Checks what stands around the survey; the questionnaire when it fits, else null (rule LI1). */
export function checkDefinition(definition: unknown, list: FindingList): QuestionnaireDefinition | null {
  if (isTooDeep(definition)) {
    list.error("too-deep", "", `more than ${maximumDepth} levels of nesting`, "flatten the questionnaire");
    return null;
  }
  const { success, error } = definitionSchema.safeParse(definition);
  if (success) return definition as QuestionnaireDefinition;
  for (const issue of error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys)
        list.error(
          "unknown-property",
          pathOf([...issue.path, key]),
          `${key} is no property of a questionnaire file`,
          "remove it",
        );
      continue;
    }
    list.error(
      "wrong-definition",
      pathOf(issue.path),
      issue.message,
      "write the questionnaire file in the documented form",
    );
  }
  return null;
}
