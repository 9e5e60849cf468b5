import {
  checkQuotaPlan,
  isQuotaVariable,
  type Json,
  listParts,
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
import { variablesOfDraft } from "./variables-of-draft.ts";

type QuotaPorts = Pick<Ports, "quotas" | "questionnaires" | "journal">;

interface QuotaPlace {
  readonly study: string;
  readonly questionnaire: string;
}

/** The plan of a questionnaire (null when it has none) with the questions that can be an axis. */
export async function readQuota(ports: QuotaPorts, { study, questionnaire }: QuotaPlace) {
  const stored = await ports.quotas.find(study, questionnaire);
  const variables = (await readVariables(ports, { study, questionnaire })).filter(isQuotaVariable);
  const revision = stored?.revision ?? (await removedAt(ports, { study, questionnaire }));
  return { plan: stored?.plan ?? null, revision, variables };
}

/** Revision at which the plan was removed; 0 where there never was one. */
async function removedAt({ quotas }: QuotaPorts, { study, questionnaire }: QuotaPlace): Promise<number> {
  const removed = await quotas.listRemoved(study);
  return removed.find((one) => one.questionnaire === questionnaire)?.revision ?? 0;
}

/** What stands of a plan, as an edit meets it: the plan, or its removal, or nothing. */
async function readStanding(ports: QuotaPorts, place: QuotaPlace) {
  const stored = await ports.quotas.find(place.study, place.questionnaire);
  if (stored !== undefined) return { document: stored.plan, revision: stored.revision };
  const revision = await removedAt(ports, place);
  return revision === 0 ? undefined : { document: null, revision };
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
  const current = await readStanding(ports, edit);
  try {
    return await saveRevision(ports, {
      study,
      kind: "quota",
      id: questionnaire,
      current,
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

/**
 * Takes a plan away: nothing is counted or limited any more, responses beyond quota stay as they are. Throws `edit.conflict`
 * where somebody else edited the same revision. The same removal sent again is accepted.
 */
export async function removeQuota(
  ports: QuotaPorts,
  caller: Caller,
  { study, questionnaire, revision: base }: QuotaPlace & { readonly revision: number },
): Promise<number> {
  const current = await readStanding(ports, { study, questionnaire });
  return saveRevision(ports, {
    study,
    kind: "quota",
    id: questionnaire,
    current,
    base,
    content: null,
    write: (revision) => ports.quotas.remove(study, questionnaire, revision),
    note: { actor: caller.id, action: "quota.remove", subject: `${questionnaire} revision ${base + 1}` },
  });
}

/** What the audit log says of a plan: enough to tell versions of it apart. */
function describePlan({ questionnaire, axes, cells, margins = [] }: QuotaPlan, revision: number): string {
  const total = cells.reduce((sum, { target }) => sum + target, 0);
  const limits = cells.filter(({ limit }) => limit).length;
  const over = axes.map(({ variable }) => variable).join("×");
  const beside = margins.map(
    (one) => `; ${one.variable}, ${one.cells.length} cells, ${one.cells.filter(({ limit }) => limit).length} limits`,
  );
  return `${questionnaire} revision ${revision}: ${over}, ${cells.length} cells, ${limits} limits, target ${total}${beside.join("")}`;
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
  return variablesOfDraft(found(draft, "questionnaire.notFound", questionnaire));
}

async function limitBelowCount({ quotas }: QuotaPorts, study: string, plan: QuotaPlan): Promise<Problem> {
  const counts = await countCells(quotas, study, plan);
  const errors = listParts(plan).flatMap(({ plan: part, nameOf }) =>
    part.cells.flatMap(({ groups, target, limit }) => {
      const counted = counts.get(nameOf(groups)) ?? 0;
      if (!limit || counted <= target) return [];
      const place = `${labelOf(part, groups)} (${target} < ${counted})`;
      return [{ code: "quota.belowCount", place, message: `limit ${target}, counted ${counted} already` }];
    }),
  );
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
