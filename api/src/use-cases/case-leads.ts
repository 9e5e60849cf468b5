import { summariseScores } from "@diaoyan/analysis";
import { type RecordSheet, type Role, textIn } from "@diaoyan/instruments";
import type { CaseLeadLine } from "../contract/index.ts";
import type { LeadDecision, LeadScore } from "../ports/lead-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { gatherLeads, type LeadPorts, type LeadSource } from "./gather-leads.ts";
import { itemsOf } from "./meetings.ts";
import { nameOf } from "./responses.ts";
import { saveRevision } from "./save-revision.ts";

type LeadListPorts = LeadPorts & Pick<Ports, "leads" | "cases" | "members">;

interface Scored {
  readonly sheets: number;
  readonly complete: number;
  readonly score: number | null;
  /** How the score came about. */
  readonly by: "mean" | "trimmed" | null;
}

/** The score of a lead by the rule of its sheet: mean of complete sheets, or trimmed mean where there are five of them. */
function scoreOf(sheet: RecordSheet, scores: readonly LeadScore[]): Scored {
  const given = scores.map(({ points }) => ({ subject: "", points }));
  const [summary] = summariseScores(itemsOf(sheet), given);
  if (summary === undefined) return { sheets: 0, complete: 0, score: null, by: null };
  const trims = sheet.scoring?.rule === "trimmed" && summary.trimmed !== null;
  const score = trims ? summary.trimmed : summary.total.mean;
  const by = score === null ? null : trims ? "trimmed" : "mean";
  return { sheets: scores.length, complete: summary.complete, score, by };
}

/**
 * Leads of a study with their scores, ranked within their sheet, what was decided, and the case made of each. A rater sees
 * what others gave once their own sheet is in; the lead always does. Leads name people: reading them enters the audit log.
 */
export async function listLeads(
  ports: LeadListPorts & Pick<Ports, "journal">,
  { study, caller, role }: { readonly study: string; readonly caller: Caller; readonly role: Role },
): Promise<{ readonly leads: CaseLeadLine[] }> {
  const { records } = found(await ports.studies.find(study), "study.notFound", study);
  const [sources, scores, decisions, cases, members] = await Promise.all([
    gatherLeads(ports, study),
    ports.leads.listScores(study),
    ports.leads.listDecisions(study),
    ports.cases.list(study),
    ports.members.list(study),
  ]);
  const lines = sources.map((source) => {
    const sheet = records.find(({ id }) => id === source.sheet);
    const given = scores.filter(({ lead }) => lead === source.id);
    const own = given.find(({ rater }) => rater === caller.id);
    const seen = role === "lead" || own !== undefined;
    const scored = sheet && scoreOf(sheet, given);
    const decision = decisions.find(({ lead }) => lead === source.id);
    return {
      ...toLine(source, sheet),
      sheets: given.length,
      score: seen ? (scored?.score ?? null) : null,
      scoredBy: seen ? (scored?.by ?? null) : null,
      hidden: !seen && given.length > 0,
      own: own === undefined ? null : { points: { ...own.points }, comment: own.comment },
      given: seen
        ? given
            .filter((one) => one !== own)
            .map((one) => describeSheet(one, sheet, role === "lead" ? nameOf(members, one.rater) : null))
        : [],
      decision: decision === undefined ? null : { ...decision, by: nameOf(members, decision.by) },
      case: cases.find(({ lead }) => lead === source.id)?.id ?? null,
    };
  });
  await ports.journal.commit(study, { actor: caller.id, action: "lead.read", subject: `${lines.length}` }, []);
  return { leads: lines.map((line) => ({ ...line, rank: rankOf(line, lines) })) };
}

function describeSheet({ points, comment }: LeadScore, sheet: RecordSheet | undefined, rater: string | null) {
  const fields = sheet?.fields ?? [];
  const listed = fields.flatMap(({ id, label }) => (points[id] === undefined ? [] : [{ label, points: points[id] }]));
  return { rater, points: listed, sum: listed.reduce((sum, one) => sum + one.points, 0), comment };
}

/** 1 for the highest score of its sheet; equal scores share a rank. */
function rankOf<Line extends { readonly sheet: { readonly id: string } | null; readonly score: number | null }>(
  { score, sheet }: Line,
  lines: readonly Line[],
): number | null {
  if (score === null) return null;
  return 1 + lines.filter((other) => other.sheet?.id === sheet?.id && (other.score ?? -1) > score).length;
}

function toLine({ id, kind, source, title, answers, day }: LeadSource, sheet: RecordSheet | undefined) {
  const shown = sheet && {
    id: sheet.id,
    title: textIn("zh", sheet.title),
    items: sheet.fields.map((field) => ({
      id: field.id,
      label: field.label,
      maximum: field.maximum ?? 0,
      hint: field.hint ?? "",
    })),
    threshold: sheet.scoring?.threshold ?? null,
  };
  return { id, kind, source, title, day, answers: [...answers], sheet: shown ?? null };
}

interface ScoreOrder {
  readonly study: string;
  readonly lead: string;
  /** Code of an expert whose paper sheet is typed in; left out for one's own sheet. */
  readonly expert?: string | undefined;
  readonly points: Readonly<Record<string, number>>;
  readonly comment: string;
}

/** Stores a sheet in the place of the one the same rater gave before. Throws `lead.notFound`, `lead.invalid`. */
export async function scoreLead(
  ports: LeadListPorts & Pick<Ports, "journal" | "clock">,
  caller: Caller,
  { study, lead, expert, points, comment }: ScoreOrder,
): Promise<void> {
  const { records } = found(await ports.studies.find(study), "study.notFound", study);
  const source = found(
    (await gatherLeads(ports, study)).find(({ id }) => id === lead),
    "lead.notFound",
    lead,
  );
  const sheet = records.find(({ id }) => id === source.sheet);
  if (sheet === undefined)
    throw problem("lead.invalid", `lead ${lead}: the study has no score sheet "${source.sheet}"`);
  refusePoints(sheet, points);
  const rater = expert === undefined ? caller.id : `expert:${expert}`;
  const score = { lead, rater, by: caller.id, points, comment, at: ports.clock.now() };
  const note = { actor: caller.id, action: "lead.score", subject: expert === undefined ? lead : `${lead} ${rater}` };
  await ports.journal.commit(study, note, [ports.leads.putScore(study, score)]);
}

/** Every criterion whose points the sheet does not allow, each with its maximum and what came. */
function refusePoints(sheet: RecordSheet, points: ScoreOrder["points"]): void {
  const errors = Object.entries(points).flatMap(([item, given]) => {
    const field = sheet.fields.find(({ id }) => id === item);
    if (field === undefined)
      return [{ code: "lead.criterion", place: item, message: `the sheet ${sheet.id} has no criterion "${item}"` }];
    const { label, maximum = 0 } = field;
    if (given >= 0 && given <= maximum) return [];
    return [{ code: "lead.points", place: label, message: `expected 0 to ${maximum}, got ${given}` }];
  });
  const [first] = errors;
  if (first === undefined) return;
  throw problem("lead.invalid", `points.${first.place}: ${first.message}`, {
    errors,
    remedy: "give each criterion at most its maximum; nothing was stored",
  });
}

/** Decides about a lead; who, when and why stay with it. Throws `lead.notFound`, `edit.conflict`. */
export async function decideLead(
  ports: LeadListPorts & Pick<Ports, "journal" | "clock">,
  caller: Caller,
  order: Pick<LeadDecision, "lead" | "outcome" | "reason" | "revision"> & { readonly study: string },
): Promise<void> {
  const { study, lead, outcome, reason, revision: base } = order;
  found(
    (await gatherLeads(ports, study)).find(({ id }) => id === lead),
    "lead.notFound",
    lead,
  );
  const current = (await ports.leads.listDecisions(study)).find((one) => one.lead === lead);
  const made = { lead, outcome, reason, by: caller.id, at: ports.clock.now() };
  await saveRevision(ports, {
    study,
    kind: "lead",
    id: lead,
    current: current && { document: current, revision: current.revision },
    base,
    content: { outcome, reason },
    write: (revision) => ports.leads.putDecision(study, { ...made, revision }),
    note: { actor: caller.id, action: `lead.${outcome}`, subject: lead },
  });
}
