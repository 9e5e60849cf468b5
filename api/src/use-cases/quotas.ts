import {
  checkQuotaPlan,
  compileQuestionnaire,
  isQuotaVariable,
  type Json,
  lintQuestionnaire,
  nameCell,
  type QuotaPlan,
  quotaPlanSchema,
  type Variable,
} from "@diaoyan/instruments";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { cellFull } from "../ports/quota-store.ts";
import { found, type Problem, problem } from "../problems.ts";
import { checkShape } from "./check-shape.ts";
import { countCells } from "./count-cells.ts";
import { saveRevision } from "./save-revision.ts";

type QuotaPorts = Pick<Ports, "quotas" | "questionnaires" | "journal">;

interface QuotaPlace {
  readonly study: string;
  readonly questionnaire: string;
}

/** The plan of a questionnaire (null when it has none) with the questions that can be an axis. */
export async function readQuota(ports: QuotaPorts, { study, questionnaire }: QuotaPlace) {
  const stored = await ports.quotas.find(study, questionnaire);
  const variables = (await readVariables(ports, { study, questionnaire })).filter(isQuotaVariable);
  return { plan: stored?.plan ?? null, revision: stored?.revision ?? 0, variables };
}

/**
 * Stores an edited plan and counts every response into its cells anew, in one write. Throws `quota.invalid` with every
 * place that does not fit the questionnaire, `quota.belowCount` with the numbers where a limit lies below its count, and
 * `edit.conflict` where somebody else edited the same revision.
 */
export async function saveQuota(
  ports: QuotaPorts,
  caller: Caller,
  edit: QuotaPlace & { readonly revision: number; readonly plan: unknown },
): Promise<number> {
  const { study, questionnaire, revision: base } = edit;
  const shape = { code: "quota.invalid", root: "plan" } as const;
  const plan = checkShape(quotaPlanSchema, edit.plan, shape) as unknown as QuotaPlan;
  await refuseMisfit(ports, edit, plan);
  const stored = await ports.quotas.find(study, questionnaire);
  try {
    return await saveRevision(ports, {
      study,
      kind: "quota",
      id: questionnaire,
      current: stored && { document: stored.plan, revision: stored.revision },
      base,
      content: plan as unknown as Json,
      write: (revision) => ports.quotas.put(study, { plan, revision }),
      note: { actor: caller.id, action: "quota.save", subject: describePlan(plan, base + 1) },
    });
  } catch (error) {
    if (!(error instanceof StorageConflict && error.table === cellFull)) throw error;
    throw await limitBelowCount(ports, study, plan);
  }
}

/** What the audit log says of a plan: enough to tell versions of it apart. */
function describePlan({ questionnaire, axes, cells }: QuotaPlan, revision: number): string {
  const total = cells.reduce((sum, { target }) => sum + target, 0);
  const limits = cells.filter(({ limit }) => limit).length;
  const over = axes.map(({ variable }) => variable).join("×");
  return `${questionnaire} revision ${revision}: ${over}, ${cells.length} cells, ${limits} limits, target ${total}`;
}

async function refuseMisfit(ports: QuotaPorts, place: QuotaPlace, plan: QuotaPlan): Promise<void> {
  if (plan.questionnaire !== place.questionnaire) {
    throw problem("quota.invalid", `plan.questionnaire: expected ${place.questionnaire}, got ${plan.questionnaire}`);
  }
  const findings = checkQuotaPlan(plan, await readVariables(ports, place));
  const [first] = findings;
  if (first === undefined) return;
  throw problem("quota.invalid", `plan.${first.path}: ${first.message}`, {
    remedy: first.remedy,
    errors: findings.map(({ path, message }) => ({ code: "quota.invalid", place: `plan.${path}`, message })),
  });
}

/** Variables of the newest version; before the first, of the draft, if it can be published. */
async function readVariables(ports: QuotaPorts, { study, questionnaire }: QuotaPlace): Promise<readonly Variable[]> {
  const newest = (await ports.questionnaires.listVersions(study, questionnaire)).at(-1);
  if (newest !== undefined) return newest.compiled.variables;
  const draft = await ports.questionnaires.findDraft(study, questionnaire);
  const known = found(draft, "questionnaire.notFound", questionnaire);
  const sound = lintQuestionnaire(known).every(({ severity }) => severity !== "error");
  return sound ? compileQuestionnaire(known).variables : [];
}

async function limitBelowCount({ quotas }: QuotaPorts, study: string, plan: QuotaPlan): Promise<Problem> {
  const counts = await countCells(quotas, study, plan);
  const errors = plan.cells.flatMap(({ groups, target, limit }) => {
    const counted = counts.get(nameCell(groups)) ?? 0;
    if (!limit || counted <= target) return [];
    const place = `${labelOf(plan, groups)} (${target} < ${counted})`;
    return [{ code: "quota.belowCount", place, message: `limit ${target}, counted ${counted} already` }];
  });
  const [first] = errors;
  const detail = first ? `${first.place}: ${first.message}` : "a limit lies below what is counted already";
  return problem("quota.belowCount", detail, {
    errors,
    remedy: "set the limit to the count at least, make it a target only, or exclude responses first",
  });
}

function labelOf({ axes }: QuotaPlan, groups: readonly string[]): string {
  return groups.map((id, place) => axes[place]?.groups.find((group) => group.id === id)?.label.zh ?? id).join(" × ");
}
