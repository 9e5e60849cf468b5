import { type Kysely, sql } from "kysely";
import type { Schema } from "../schema.ts";

/** Links that take no answers any more: closed, past their window, or of a closed version. What waits in them is shown. */
const [beforeNow, afterNow] = [
  `(select collectors.id from collectors
  join questionnaire_versions on questionnaire_versions.study = collectors.study
    and questionnaire_versions.hash = collectors.version
  where collectors.closed_at is not null or questionnaire_versions.status = 'closed' or collectors.closes_at <= `,
  ")",
];

const endedLinks = (now: string) => sql`${sql.raw(beforeNow)}${now}${sql.raw(afterNow)}`;

/** The same as text, with what stands for the present instant in it. */
export const endedLinksSql = (now: string): string => `${beforeNow}${now}${afterNow}`;

/**
 * Responses as members see them. What an anonymous link holds until others have come is left out while the link is open:
 * whoever looked again and again would see whose answer came. `now`: an instant.
 */
export function shownResponses(db: Kysely<Schema>, now: string) {
  const all = sql<Schema["all_responses"]>`(
    select * from responses union all select * from held_responses where collector in ${endedLinks(now)})`;
  return db.selectFrom(all.as("shown"));
}

/** All there are, for who withdraws one or holds them against their commitments. */
export function everyResponse(db: Kysely<Schema>) {
  return db.selectFrom(sql<Schema["all_responses"]>`all_responses`.as("shown"));
}

const grouped = sql.raw("select id, study, questionnaire, status, day, collector, unit from");

/** The same without opening a single answer. */
export function shownGroups(db: Kysely<Schema>, now: string) {
  const all = sql<Schema["response_groups"]>`(
    ${grouped} responses union all ${grouped} held_responses where collector in ${endedLinks(now)})`;
  return db.selectFrom(all.as("shown"));
}

/** Responses that wait in open links, by questionnaire, tombstones included. */
export async function countWaiting(
  db: Kysely<Schema>,
  study: string,
  now: string,
): Promise<readonly { readonly questionnaire: string; readonly count: number }[]> {
  const rows = await db
    .selectFrom("held_responses")
    .select((read) => ["questionnaire", read.fn.countAll<number>().as("count")])
    .where("study", "=", study)
    .where(sql<boolean>`collector not in ${endedLinks(now)}`)
    .groupBy("questionnaire")
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
      and id in (select id from held_responses where collector not in ${endedLinks(now)})
    group by cell`.execute(db);
  return new Map(rows.map(({ cell, received, valid }) => [cell, { received: Number(received), valid: Number(valid) }]));
}
