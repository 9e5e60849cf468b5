import { assignmentName } from "@diaoyan/instruments";
import { CompiledQuery } from "kysely";
import { Sqlite3Connection } from "../sqlite3-connection.node.ts";
import { waitingSql } from "../stores/shown-responses.ts";

/** Counters are as if what is held had not come yet; triggers see to places and quota cells. */
const leaveOut = `
UPDATE collectors SET
  received = received - (SELECT count(*) FROM waiting WHERE collector = collectors.id),
  withdrawn = withdrawn - (SELECT count(*) FROM waiting WHERE collector = collectors.id AND status = 'withdrawn')
WHERE id IN (SELECT collector FROM waiting);
UPDATE collector_assignments SET responses = responses - (
  SELECT count(*) FROM waiting WHERE collector = collector_assignments.collector
    AND (SELECT group_concat(value, ',') FROM json_each(answers, '$.${assignmentName}')) = collector_assignments.modules)
WHERE collector IN (SELECT collector FROM waiting);
DELETE FROM pending_commitments WHERE kind = 'withdrawn' AND commitment IN (SELECT commitment FROM waiting);
DELETE FROM response_reviews WHERE response IN (SELECT id FROM waiting);
DELETE FROM held_responses WHERE id IN (SELECT id FROM waiting);
DROP TABLE waiting;
VACUUM;
`;

/**
 * Takes out of a snapshot what anonymous collectors hold until others come: two backups would otherwise tell who answered
 * between them. What waited in links that have ended by `now` is shown to members, and stays. A database that has not been
 * migrated since nothing was held yet stays as it is. Answers how many responses were left out.
 */
export async function leaveHeldOut(snapshot: string, now: string): Promise<number> {
  const connection = await Sqlite3Connection.open(snapshot, "writer", ["secure_delete = ON", "temp_store = MEMORY"]);
  try {
    if (!(await hasHeld(connection))) return 0;
    const { text, parameters } = waitingSql(now);
    await connection.execute(
      CompiledQuery.raw(`create temp table waiting as select * from held_responses where ${text}`, [...parameters]),
    );
    const { rows } = await connection.execute<{ readonly held: number }>(
      CompiledQuery.raw("select count(*) as held from waiting where status <> 'withdrawn'"),
    );
    await connection.script(leaveOut);
    return Number(rows[0]?.held ?? 0);
  } finally {
    await connection.close();
  }
}

async function hasHeld(connection: Sqlite3Connection): Promise<boolean> {
  const named = CompiledQuery.raw("select name from sqlite_master where type = 'table' and name = 'held_responses'");
  return (await connection.execute(named)).rows.length > 0;
}
