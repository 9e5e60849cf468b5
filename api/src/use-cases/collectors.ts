import type { CollectorMode, ImportSource, Notice, QuestionnaireDefinition } from "@diaoyan/instruments";
import type { CollectorSummary } from "../contract/index.ts";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import type { Collector } from "../ports/questionnaire-store.ts";
import { linkFull } from "../ports/quota-store.ts";
import { found, problem } from "../problems.ts";
import { closedReason } from "./collector-window.ts";

type CollectorPorts = Pick<Ports, "studies" | "collectors" | "questionnaires" | "journal" | "clock" | "ids">;

/** What a new collector is to be. */
export interface CollectorOrder {
  readonly study: string;
  readonly questionnaire: string;
  readonly version: string;
  readonly label: string;
  readonly mode: CollectorMode;
  readonly opensAt?: string | null | undefined;
  readonly closesAt?: string | null | undefined;
  readonly quota?: number | null | undefined;
  readonly invitedOnly?: boolean | undefined;
  readonly unit?: string | null | undefined;
  /** Asks the core items and a few modules instead of everything. */
  readonly split?: boolean | undefined;
  /** Holds what was brought in from a file: nobody answers there, so it is closed from the first. */
  readonly imported?: ImportSource | undefined;
}

/** Path of the respondents' page of a collector. */
export function respondentPath(collector: string): string {
  return `/s/${collector}`;
}

/** Opens a link to a published version. */
export async function openCollector(
  ports: CollectorPorts,
  caller: Caller,
  order: CollectorOrder,
): Promise<CollectorSummary> {
  const version = await ports.questionnaires.findVersion(order.study, order.version);
  if (version?.definition.name !== order.questionnaire) {
    throw problem("version.notFound", `"${order.questionnaire}" has no version ${order.version}`);
  }
  if (order.imported !== undefined && version.definition.personal !== undefined) {
    throw problem(
      "collector.noticeMode",
      `"${order.questionnaire}" asks for personal answers, which come by its own link`,
      {
        remedy: "open a link to the form and have it filled in there",
      },
    );
  }
  if (order.imported === undefined) await refuseOtherPromise(ports, order, version.definition);
  if (version.status === "closed") throw problem("version.closed", `version ${order.version} is closed`);
  if (order.split && version.definition.split === undefined) {
    throw problem("collector.notSplit", `split: "${order.questionnaire}" version ${version.number} names no modules`, {
      remedy: "declare the modules in the questionnaire (`split`) and publish it, or ask everything",
    });
  }
  const collector = toCollector(order, ports.ids.slug());
  const action = order.imported === undefined ? "collector.open" : "import.open";
  const note = { actor: caller.id, action, subject: collector.id };
  await ports.journal.commit(order.study, note, [ports.collectors.add(collector, ports.clock.now())]);
  return summariseCollector(collector, { versionOpen: true, now: ports.clock.now() });
}

/** The cover and the notice are read together: a link must not ask for names under a notice that says none are collected. */
async function refuseOtherPromise(
  ports: CollectorPorts,
  { study, mode }: CollectorOrder,
  { personal }: Pick<QuestionnaireDefinition, "personal">,
): Promise<void> {
  const { notice } = found(await ports.studies.find(study), "study.notFound", study);
  if (personal !== undefined) {
    refuseHiddenNames(notice, mode);
    return;
  }
  if (notice.modes === undefined || notice.modes.includes(mode)) return;
  throw problem("collector.noticeMode", `mode: expected ${notice.modes.join(" or ")} as in notice.md, got ${mode}`, {
    remedy:
      "write a notice that says which personal information is collected, add the mode to `modes` in its head, raise its version and load the pack again",
  });
}

/** A form that asks for names promises no anonymity, and its notice must say what it collects. */
function refuseHiddenNames({ nominations }: Notice, mode: CollectorMode): void {
  if (mode !== "identified") {
    throw problem("collector.noticeMode", `mode: expected identified for a form with personal answers, got ${mode}`, {
      remedy: "open the link as identified: its personal answers are kept apart and sealed",
    });
  }
  if (nominations === true) return;
  throw problem("collector.noticeMode", "mode: notice.md does not say that nomination forms collect names", {
    remedy:
      "write into notice.md what the form collects and how it is kept, set `nominations: true` in its head, raise its version and load the pack again",
  });
}

function toCollector(order: CollectorOrder, id: string): Collector {
  const opensAt = normaliseTime(order.opensAt);
  const closesAt = normaliseTime(order.closesAt);
  if (opensAt !== null && closesAt !== null && closesAt <= opensAt) {
    throw problem("collector.window", `closesAt: expected a time after ${opensAt}, got ${closesAt}`);
  }
  const { study, questionnaire, version, label, mode, invitedOnly = false, unit = null, split = false } = order;
  const imported = order.imported ?? null;
  if (invitedOnly && mode === "anonymous") {
    throw problem("collector.invitedAnonymous", "mode: expected identified or pseudonymous where people are invited", {
      remedy: "an anonymous collector promises that nobody can tell who was asked: give it an open link",
    });
  }
  const quota = order.quota ?? null;
  const counts = { accepted: 0, received: 0, withdrawn: 0, visits: 0, starts: 0, uncounted: 0 };
  return {
    id,
    study,
    questionnaire,
    version,
    label,
    mode,
    opensAt,
    closesAt,
    closedAt: imported?.at ?? null,
    quota,
    invitedOnly,
    unit,
    split,
    imported,
    ...counts,
  };
}

/** Times are compared as texts, so all of them stand in UTC with milliseconds. */
function normaliseTime(time: string | null | undefined): string | null {
  return time === null || time === undefined ? null : new Date(time).toISOString();
}

function summariseCollector(
  collector: Collector,
  {
    versionOpen,
    now,
    paperBatch = null,
    waiting = 0,
  }: {
    readonly versionOpen: boolean;
    readonly now: string;
    readonly paperBatch?: string | null | undefined;
    /** Complete responses that no member sees yet: whether one of them took a place would tell whose it is. */
    readonly waiting?: number | undefined;
  },
): CollectorSummary {
  const { id, questionnaire, version, label, mode, opensAt, closedAt, quota, received, withdrawn } = collector;
  const { invitedOnly, unit, split, accepted, imported } = collector;
  return {
    id,
    questionnaire,
    version,
    label,
    mode,
    opensAt,
    closesAt: closedAt ?? collector.closesAt,
    quota,
    invitedOnly,
    unit,
    split,
    responses: received - withdrawn,
    accepted: accepted - waiting,
    open: closedReason(collector, versionOpen, now) === null,
    paperBatch: paperBatch ?? null,
    imported: imported && { file: imported.file, consent: imported.consent },
  };
}

/** Collectors of a study with their counts. */
export async function listCollectors(
  ports: CollectorPorts & Pick<Ports, "paper" | "responses">,
  study: string,
): Promise<readonly CollectorSummary[]> {
  const heads = await ports.questionnaires.listVersionHeads(study);
  const open = new Set(heads.filter(({ status }) => status === "published").map(({ hash }) => String(hash)));
  const now = ports.clock.now();
  const collectors = await ports.collectors.list(study);
  const batches = new Map((await ports.paper.listBatches(study)).map(({ collector, id }) => [collector, id]));
  const waiting = (await ports.responses.countWaiting(study)).filter(({ status }) => status === "complete");
  return collectors.map((collector) =>
    summariseCollector(collector, {
      waiting: waiting.find((row) => row.collector === collector.id)?.count,
      versionOpen: open.has(collector.version),
      now,
      paperBatch: batches.get(collector.id),
    }),
  );
}

/** Sets the quota of a collector; `null` lifts it. Throws `quota.belowCount` where more responses hold a place already. */
export async function changeQuota(
  ports: CollectorPorts,
  caller: Caller,
  { study, collector, quota }: { readonly study: string; readonly collector: string; readonly quota: number | null },
): Promise<void> {
  const known = await ports.collectors.find(collector);
  found(known?.study === study ? known : undefined, "collector.notFound", collector);
  const note = { actor: caller.id, action: "collector.quota", subject: `${collector}: ${quota ?? "no limit"}` };
  try {
    await ports.journal.commit(study, note, [ports.collectors.setQuota(study, collector, quota)]);
  } catch (error) {
    if (!(error instanceof StorageConflict && error.table === linkFull)) throw error;
    throw problem("quota.belowCount", `quota: more than ${quota} responses of ${collector} are accepted already`, {
      remedy: "set the quota to the number accepted at least, or exclude responses first",
    });
  }
}

/** Closes a collector now. */
export async function closeCollector(
  ports: CollectorPorts,
  caller: Caller,
  { study, collector }: { readonly study: string; readonly collector: string },
): Promise<void> {
  const known = await ports.collectors.find(collector);
  found(known?.study === study ? known : undefined, "collector.notFound", collector);
  const note = { actor: caller.id, action: "collector.close", subject: collector };
  await ports.journal.commit(study, note, [ports.collectors.close(study, collector, ports.clock.now())]);
}
