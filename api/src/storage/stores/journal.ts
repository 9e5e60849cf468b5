import type { CompiledQuery } from "kysely";
import { chainStart, hashAuditEntry } from "../../chain/audit-chain.ts";
import type { Clock } from "../../ports/clock.ts";
import { createQueue } from "../../ports/create-queue.ts";
import { type AuditNote, type Journal, type LogEnd, StorageConflict, type Write } from "../../ports/journal.ts";
import { ConstraintError, type SqlGateway } from "../gateway.ts";
import { foreseeRows } from "../seals/foresee-rows.ts";
import { readStanding } from "../seals/read-standing.ts";
import { refuseUnlogged } from "../seals/refuse-unlogged.ts";
import { createSealer, type MakeSalt, type Sealing } from "../seals/seal-writes.ts";
import { queriesOf, writeOf } from "../write.ts";

const attempts = 12;

interface Appended {
  readonly head: LogEnd;
  readonly queries: readonly CompiledQuery[];
  readonly sealing: Sealing;
}

/** What the system itself notes: the rows that stood before there were seals. */
const sealNote = { actor: "system", action: "rows.seal", subject: "" };

/**
 * The journal over a gateway. Writers of one study take turns; a writer in another process meets in the primary key. Each
 * entry seals the rows its writes leave behind.
 */
export function createJournal(gateway: SqlGateway, clock: Clock, makeSalt?: MakeSalt): Journal {
  const { db } = gateway;
  const sealRows = createSealer(gateway, makeSalt);
  const queue = createQueue();
  /** Studies whose rows are known to be sealed. */
  const sealed = new Set<string>();

  async function write(queries: readonly CompiledQuery[]): Promise<void> {
    try {
      await gateway.writeAtomically(queries);
    } catch (error) {
      throw error instanceof ConstraintError ? new StorageConflict(error.kind, error.table, error) : error;
    }
  }

  async function commitUnlogged(writes: readonly Write[]): Promise<void> {
    const queries = queriesOf(writes);
    refuseUnlogged(queries);
    await write(queries);
  }

  const entries = (study: string) => db.selectFrom("audit_log").where("study", "=", study).orderBy("seq", "desc");

  async function readHead(study: string): Promise<LogEnd> {
    const head = await entries(study).select(["seq", "hash"]).limit(1).executeTakeFirst();
    return head ?? { seq: 0, hash: chainStart };
  }

  /** Writes, their entry, and the seals of the rows they leave. */
  async function append(study: string, note: AuditNote, { head, queries, sealing }: Appended): Promise<void> {
    const { rows } = sealing;
    const place = { seq: head.seq + 1, at: clock.now(), previous: head.hash };
    const entry = { ...note, ...place, ...(rows !== undefined && { rows }) };
    const line = { study, ...entry, hash: hashAuditEntry(study, entry) };
    const logged = [
      db.insertInto("audit_log").values(line).compile(),
      moveEnd({ study, seq: entry.seq, hash: line.hash }),
    ];
    await write([...queries, ...logged, ...sealing.queriesFor(entry.seq)]);
  }

  /** Moves the mark beside the log to where it ends now. */
  function moveEnd(end: LogEnd & { readonly study: string }): CompiledQuery {
    const { seq, hash } = end;
    const marking = db.insertInto("audit_ends").values(end);
    return marking.onConflict((standing) => standing.column("study").doUpdateSet({ seq, hash })).compile();
  }

  /** Seals what stood before there were seals, once for a study. */
  async function sealStanding(study: string, head: LogEnd): Promise<boolean> {
    if (sealed.has(study)) return false;
    const known = await entries(study).select("seq").where("rows", "is not", null).limit(1).executeTakeFirst();
    const rows = known === undefined && head.seq > 0 ? await readStanding(gateway, study) : [];
    if (rows.length > 0) {
      await append(study, sealNote, { head, queries: [], sealing: sealRows(study, rows) });
    }
    sealed.add(study);
    return rows.length > 0;
  }

  function takeTurn(chain: string, work: (isShared: boolean) => Promise<void>): Promise<void> {
    return gateway.takeTurn === undefined ? work(false) : gateway.takeTurn(chain, () => work(true));
  }

  /** Does `work` at the end of the chain, and again where another process was faster. */
  async function atHead(study: string, work: (head: LogEnd) => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        let head = await readHead(study);
        if (await sealStanding(study, head)) head = await readHead(study);
        return await work(head);
      } catch (error) {
        const raced = error instanceof StorageConflict && error.table === "audit_log";
        if (!raced || attempt === attempts) throw error;
      }
    }
  }

  function inTurn(study: string, work: (head: LogEnd) => Promise<void>): Promise<void> {
    return queue(study, () => takeTurn(`audit ${study}`, () => atHead(study, work)));
  }

  return {
    commitUnlogged,
    forgetPast: async () => gateway.forgetPast?.(),
    takeTurn,
    commit(study, note, writes) {
      const queries = queriesOf(writes);
      return inTurn(study, async (head) => {
        const rows = await foreseeRows(gateway, study, queries);
        await append(study, note, { head, queries, sealing: sealRows(study, rows) });
      });
    },
    sealStanding: (study) => inTurn(study, async () => undefined),
    end: (study) => db.selectFrom("audit_ends").select(["seq", "hash"]).where("study", "=", study).executeTakeFirst(),
    claim: (study, edit) =>
      writeOf(
        db.insertInto("edits").values({
          study,
          kind: edit.kind,
          id: edit.id,
          revision: edit.revision,
          content_hash: edit.contentHash,
        }),
      ),
    contentHashOf: async (study, kind, id, revision) => {
      const row = await db
        .selectFrom("edits")
        .select("content_hash")
        .where("study", "=", study)
        .where("kind", "=", kind)
        .where("id", "=", id)
        .where("revision", "=", revision)
        .executeTakeFirst();
      return row?.content_hash;
    },
    list: async (study, before, limit, { actor, about, since, until } = {}) => {
      let all = db.selectFrom("audit_log").selectAll().where("study", "=", study);
      if (actor !== undefined) all = all.where("actor", "=", actor);
      if (about !== undefined) all = all.where("action", "like", `${about}.%`);
      if (since !== undefined) all = all.where("at", ">=", since);
      if (until !== undefined) all = all.where("at", "<", until);
      const page = before === undefined ? all : all.where("seq", "<", before);
      const rows = await page.orderBy("seq", "desc").limit(limit).execute();
      return rows.map(({ study: _, rows: left, ...entry }) => ({ ...entry, ...(left !== null && { rows: left }) }));
    },
  };
}
