import { assignmentName } from "@diaoyan/instruments";
import { CompiledQuery } from "kysely";
import { Sqlite3Connection } from "../sqlite3-connection.node.ts";

/** Counters are as if what is held had not come yet; triggers see to places and quota cells. */
const leaveOut = `
UPDATE collectors SET
  received = received - (SELECT count(*) FROM held_responses WHERE collector = collectors.id),
  withdrawn = withdrawn - (SELECT count(*) FROM held_responses WHERE collector = collectors.id AND status = 'withdrawn')
WHERE id IN (SELECT collector FROM held_responses);
UPDATE collector_assignments SET responses = responses - (
  SELECT count(*) FROM held_responses WHERE collector = collector_assignments.collector
    AND (SELECT group_concat(value, ',') FROM json_each(answers, '$.${assignmentName}')) = collector_assignments.modules)
WHERE collector IN (SELECT collector FROM held_responses);
DELETE FROM pending_commitments WHERE kind = 'withdrawn' AND commitment IN (SELECT commitment FROM held_responses);
DELETE FROM response_reviews WHERE response IN (SELECT id FROM held_responses);
DELETE FROM held_responses;
VACUUM;
`;

/**
 * Takes out of a snapshot what anonymous collectors hold until others come: two backups would otherwise tell who answered
 * between them. Answers how many responses that are.
 */
export async function leaveHeldOut(snapshot: string): Promise<number> {
  const connection = await Sqlite3Connection.open(snapshot, "writer", ["secure_delete = ON"]);
  try {
    const { rows } = await connection.execute<{ readonly held: number }>(
      CompiledQuery.raw("select count(*) as held from held_responses where status <> 'withdrawn'"),
    );
    await connection.script(leaveOut);
    return Number(rows[0]?.held ?? 0);
  } finally {
    await connection.close();
  }
}
