import { analyseQuestionnaire } from "../lint/lint-questionnaire.ts";
import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { QuotaPlan } from "../model/quota.ts";
import { checkQuotaPlan } from "../quota/check-quota-plan.ts";
import { quotasSchema } from "../schema/quota-schema.ts";
import type { PackFindings } from "./pack-finding.ts";
import type { PackReader } from "./pack-reader.ts";

const file = "quotas.yaml";

/** The quota plans of a pack, each held against its questionnaire; a pack without the file has none. */
export function readQuotas(
  reader: PackReader,
  questionnaires: readonly QuestionnaireDefinition[],
  findings: PackFindings,
): { readonly quotas?: readonly QuotaPlan[] } {
  const plans = reader.optional(file, quotasSchema) as readonly QuotaPlan[] | undefined;
  if (plans === undefined) return {};
  for (const [index, plan] of plans.entries()) {
    const definition = questionnaires.find(({ name }) => name === plan.questionnaire);
    const built = definition && analyseQuestionnaire(definition).built;
    if (built === undefined || built === null) {
      const path = `[${index}].questionnaire`;
      const message = `the pack has no questionnaire "${plan.questionnaire}"`;
      const remedy = `use one of ${questionnaires.map(({ name }) => name).join(", ") || "(none could be read)"}`;
      findings.add({ file, path, code: "pack.quota-questionnaire", message, remedy });
      continue;
    }
    for (const { path, message, remedy } of checkQuotaPlan(plan, built.variables)) {
      findings.add({ file, path: `[${index}].${path}`, code: "pack.quota-answer", message, remedy });
    }
  }
  return { quotas: plans };
}
