import {
  comparePlan,
  hashJson,
  type Json,
  type PlanItem,
  planItemSchema,
  type Role,
  type Session,
  sessionFromPlan,
  sumPlan,
} from "@diaoyan/instruments";
import { dayOf } from "../ports/clock.ts";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { checkShape } from "./check-shape.ts";
import { steeringRoles } from "./counts-as-seen.ts";
import { readUnits } from "./read-roster.ts";
import { saveRevision } from "./save-revision.ts";

type PlanPorts = Pick<Ports, "plan" | "roster" | "keys" | "sessions" | "members" | "studies" | "journal" | "clock">;

/** The plan against what was held: all of it to those who steer, to an interviewer what is assigned to them. */
export async function readPlan(
  ports: PlanPorts,
  caller: Caller,
  { study, role }: { readonly study: string; readonly role: Role },
) {
  const steers = steeringRoles.includes(role);
  const all = await ports.plan.list(study);
  const items = steers ? all : all.filter(({ assignees }) => assignees.some((user) => user === caller.id));
  const sessions = await ports.sessions.list(study);
  const own = new Set<string>(items.flatMap(({ id, heldAs }) => [id, heldAs ?? id]));
  const today = dayOf(ports.clock.now());
  const lines = comparePlan(items, steers ? sessions : sessions.filter(({ id }) => own.has(id)), today);
  const units = await readUnits(ports, study);
  const named = steers ? units : units.filter(({ code }) => items.some(({ unit }) => unit === code));
  const team = (await ports.members.list(study)).filter(({ role: theirs }) => theirs !== "viewer");
  return {
    items,
    units: named.map(({ code, name }) => ({ code: code as string, name })),
    team: (steers ? team : []).map(({ user, name, role: theirs }) => ({ user, name, role: theirs })),
    lines,
    sum: sumPlan(lines),
    today,
  };
}

/** Stores a planned item. Throws `plan.invalid` where unit, protocol or assignee is unknown, `edit.conflict`. */
export async function savePlanItem(
  ports: PlanPorts,
  caller: Caller,
  given: { readonly study: string; readonly id: string; readonly item: unknown },
): Promise<PlanItem> {
  const { study, id } = given;
  const item = checkShape(planItemSchema, given.item, { code: "plan.invalid", root: "item" }) as unknown as PlanItem;
  if (item.id !== id) throw problem("plan.invalid", `item.id: expected ${id}, got ${item.id}`);
  await checkReferences(ports, study, item);
  const current = await ports.plan.find(study, id);
  const { revision: base, ...content } = item;
  const revision = await saveRevision(ports, {
    study,
    kind: "plan",
    id,
    current: current && { document: current, revision: current.revision },
    base,
    content: content as unknown as Json,
    write: (next) => ports.plan.put(study, { ...item, revision: next }),
    note: { actor: caller.id, action: "plan.save", subject: id },
  });
  return { ...item, revision };
}

/**
 * Takes a planned item away that nobody has begun. Throws `plan.notFound`, `plan.begun` where a session stands for it, and
 * `edit.conflict` where it was changed since it was looked at.
 */
export async function removePlanItem(
  ports: PlanPorts,
  caller: Caller,
  { study, id, revision }: { readonly study: string; readonly id: string; readonly revision: number },
): Promise<void> {
  const item = found(await ports.plan.find(study, id), "plan.notFound", id);
  const begun = item.heldAs !== null || (await ports.sessions.find(study, id)) !== undefined;
  if (begun) {
    throw problem("plan.begun", `item ${id} has a session already`, { remedy: "cancel it with a reason instead" });
  }
  const conflict = () =>
    problem("edit.conflict", `item ${id} was changed since revision ${revision}`, { remedy: "look at it again first" });
  if (item.revision !== revision) throw conflict();
  const contentHash = hashJson({ removed: id });
  const claim = ports.journal.claim(study, { kind: "plan", id, revision: revision + 1, contentHash });
  const note = { actor: caller.id, action: "plan.remove", subject: id };
  try {
    await ports.journal.commit(study, note, [claim, ports.plan.remove(study, id)]);
  } catch (error) {
    throw error instanceof StorageConflict && error.table === "edits" ? conflict() : error;
  }
}

async function checkReferences(ports: PlanPorts, study: string, item: PlanItem): Promise<void> {
  const { protocols } = found(await ports.studies.find(study), "study.notFound", study);
  const errors: { code: string; place: string; message: string }[] = [];
  const refuse = (place: string, message: string) => errors.push({ code: "unknown", place, message });
  if (item.protocol !== null && !protocols.some(({ id }) => id === item.protocol)) {
    refuse("item.protocol", `the study has no protocol "${item.protocol}"`);
  }
  if (item.unit !== null && !(await ports.roster.listUnits(study)).some(({ code }) => code === item.unit)) {
    refuse("item.unit", `the roster has no unit "${item.unit}"`);
  }
  const team = await ports.members.list(study);
  for (const [at, user] of item.assignees.entries()) {
    if (!team.some((one) => one.user === user && one.role !== "viewer")) {
      refuse(`item.assignees.${at}`, `"${user}" is no member of the study who may hold sessions`);
    }
  }
  if (errors.length > 0) throw problem("plan.invalid", `${errors[0]?.place}: ${errors[0]?.message}`, { errors });
}

/** A planned item as an interviewer's device shows it, with the session it begins as. */
export interface PlanCard {
  readonly item: string;
  readonly from: string;
  readonly to: string;
  readonly unitName: string;
  readonly personTimes: number;
  readonly note: string;
}

/**
 * What somebody's device gets: items assigned to them, and to those who steer also what nobody is assigned to, each as the
 * session that stands or the one it begins as. Held and cancelled ones are not among them. A planned session without an
 * item has nobody assigned.
 */
export async function listAssigned(
  ports: Pick<Ports, "plan" | "roster" | "keys" | "sessions" | "members">,
  caller: Caller,
  study: string,
): Promise<{ readonly sessions: readonly Session[]; readonly plan: readonly PlanCard[] }> {
  const role = await ports.members.roleOf(study, caller.id);
  const steers = role !== undefined && steeringRoles.includes(role);
  const isMine = (item: PlanItem | undefined): boolean =>
    item === undefined || item.assignees.length === 0 ? steers : item.assignees.some((user) => user === caller.id);
  const items = new Map<string, PlanItem>((await ports.plan.list(study)).map((item) => [item.id, item]));
  const stored = await ports.sessions.list(study);
  const begun = new Set<string>(stored.map(({ id }) => id));
  const open = [...items.values()].filter(
    ({ id, cancelled, heldAs }) => cancelled === null && heldAs === null && !begun.has(id),
  );
  const units = new Map((await readUnits(ports, study)).map((unit) => [unit.code as string, unit]));
  const unitOf = ({ unit }: PlanItem) => units.get(unit ?? "");
  const planned = stored.filter(
    ({ id, status }) => status === "planned" && isMine(items.get(id)) && items.get(id)?.cancelled == null,
  );
  const sessions = [...planned, ...open.filter(isMine).map((item) => sessionFromPlan(item, unitOf(item)))];
  const plan = sessions.flatMap(({ id }): PlanCard[] => {
    const item = items.get(id);
    if (item === undefined) return [];
    const { window, personTimes, note } = item;
    return [{ item: id, ...window, unitName: unitOf(item)?.name ?? "", personTimes, note }];
  });
  return { sessions, plan };
}

/** Planned items not yet begun as the sessions they would be: what the ledger foresees. */
export async function foreseeSessions(
  ports: Pick<Ports, "plan" | "roster">,
  study: string,
  sessions: readonly Session[],
): Promise<readonly Session[]> {
  const items = await ports.plan.list(study);
  const begun = new Set<string>(sessions.map(({ id }) => id));
  const open = items.filter(({ id, cancelled, heldAs }) => cancelled === null && heldAs === null && !begun.has(id));
  if (open.length === 0) return [];
  const units = new Map((await ports.roster.listUnits(study)).map((unit) => [unit.code as string, unit]));
  return open.map((item) => sessionFromPlan(item, units.get(item.unit ?? "")));
}
