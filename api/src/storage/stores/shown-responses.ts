import { type Kysely, sql } from "kysely";
import { lateDays, type WaitingCount } from "../../ports/response-store.ts";
import type { Schema } from "../schema.ts";

/**
 * Of `held_responses`, what members see: what waited in a link when it ended (closed, past its window, its version closed), all
 * of it together. What comes late would be seen one by one: it waits until nothing can come late any more. `write` makes of
 * the condition, and the moments in it, what is wanted.
 */
function isShown<Written>(
  write: (texts: TemplateStringsArray, ...moments: string[]) => Written,
  { now, lateSince }: { readonly now: string; readonly lateSince: string },
): Written {
  return write`(collector in (select collectors.id from collectors
    join questionnaire_versions on questionnaire_versions.study = collectors.study
      and questionnaire_versions.hash = collectors.version
    where collectors.closed_at is not null or questionnaire_versions.status = 'closed' or collectors.closes_at <= ${now})
  and (status <> 'late' or collector in (select id from collectors
    where closed_at < ${lateSince} or closes_at < ${lateSince})))`;
}

const momentsOf = (now: string) => ({
  now,
  lateSince: new Date(Date.parse(now) - lateDays * 86_400_000).toISOString(),
});

const shownHeld = (now: string) => isShown(sql<boolean>, momentsOf(now));

/** What still waits, as text with its parameters. */
export function waitingSql(instant: string): { readonly text: string; readonly parameters: readonly string[] } {
  const { now, lateSince } = momentsOf(instant);
  return { text: `not ${isShown(String.raw, { now: "?", lateSince: "?" })}`, parameters: [now, lateSince, lateSince] };
}

/**
 * Responses as members see them. What an anonymous link holds until others have come is left out while the link is open:
 * whoever looked again and again would see whose answer came. `now`: an instant.
 */
export function shownResponses(db: Kysely<Schema>, now: string) {
  const all = sql<Schema["all_responses"]>`(
    select * from responses union all select * from held_responses where ${shownHeld(now)})`;
  return db.selectFrom(all.as("shown"));
}

/** All there are, for who withdraws one or holds them against their commitments. */
export function everyResponse(db: Kysely<Schema>) {
  return db.selectFrom(sql<Schema["all_responses"]>`all_responses`.as("shown"));
}

const grouped = sql.raw("select id, study, questionnaire, status, day, collector, unit, version, notice_version from");

/** The same without opening a single answer. */
export function shownGroups(db: Kysely<Schema>, now: string) {
  const all = sql<Omit<Schema["all_responses"], "answers">>`(
    ${grouped} responses union all ${grouped} held_responses where ${shownHeld(now)})`;
  return db.selectFrom(all.as("shown"));
}

/** Responses that wait, by collector and status. */
export async function countWaiting(db: Kysely<Schema>, study: string, now: string): Promise<readonly WaitingCount[]> {
  const rows = await db
    .selectFrom("held_responses")
    .select((read) => ["questionnaire", "collector", "status", read.fn.countAll<number>().as("count")])
    .where("study", "=", study)
    .where(sql<boolean>`not ${shownHeld(now)}`)
    .groupBy(["questionnaire", "collector", "status"])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** What waiting responses add to the counters of quota cells. */
export async function countWaitingCells(
  db: Kysely<Schema>,
  { study, questionnaire }: { readonly study: string; readonly questionnaire: string },
  now: string,
): Promise<ReadonlyMap<string, { readonly received: number; readonly valid: number }>> {
  const { rows } = await sql<{ cell: string; received: number; valid: number }>`
    select cell, sum(case when status = 'withdrawn' then 0 else 1 end) as received,
      sum(case when status = 'complete' then 1 else 0 end) as valid
    from (select id, study, questionnaire, status, cell from held_cells
      union all select id, study, questionnaire, status, cell from held_margins) as cells
    where study = ${study} and questionnaire = ${questionnaire}
      and id in (select id from held_responses where not ${shownHeld(now)})
    group by cell`.execute(db);
  return new Map(rows.map(({ cell, received, valid }) => [cell, { received: Number(received), valid: Number(valid) }]));
}
