import { chainStart, hashAuditEntry } from "../../chain/audit-chain.ts";
import type { Clock } from "../../ports/clock.ts";
import { type AuditEntry, type AuditNote, type Journal, StorageConflict, type Write } from "../../ports/journal.ts";
import { ConstraintError, type SqlGateway } from "../gateway.ts";
import { queriesOf, writeOf } from "../write.ts";

const attempts = 12;

/** The journal over a gateway. Writers of one study take turns; a writer in another process meets in the primary key. */
export function createJournal(gateway: SqlGateway, clock: Clock): Journal {
  const { db } = gateway;
  const turns = new Map<string, Promise<void>>();

  async function commitUnlogged(writes: readonly Write[]): Promise<void> {
    try {
      await gateway.writeAtomically(queriesOf(writes));
    } catch (error) {
      throw error instanceof ConstraintError ? new StorageConflict(error.kind, error.table, error) : error;
    }
  }

  async function nextEntry(study: string, note: AuditNote): Promise<AuditEntry> {
    const head = await db
      .selectFrom("audit_log")
      .select(["seq", "hash"])
      .where("study", "=", study)
      .orderBy("seq", "desc")
      .limit(1)
      .executeTakeFirst();
    const entry = { ...note, seq: (head?.seq ?? 0) + 1, at: clock.now(), previous: head?.hash ?? chainStart };
    return { ...entry, hash: hashAuditEntry(study, entry) };
  }

  function takeTurn(chain: string, work: (isShared: boolean) => Promise<void>): Promise<void> {
    return gateway.takeTurn === undefined ? work(false) : gateway.takeTurn(chain, () => work(true));
  }

  async function commitNow(study: string, note: AuditNote, writes: readonly Write[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const entry = await nextEntry(study, note);
      try {
        await commitUnlogged([...writes, writeOf(db.insertInto("audit_log").values({ study, ...entry }))]);
        return;
      } catch (error) {
        const raced = error instanceof StorageConflict && error.table === "audit_log";
        if (!raced || attempt === attempts) throw error;
      }
    }
  }

  return {
    commitUnlogged,
    forgetPast: async () => gateway.forgetPast?.(),
    takeTurn,
    commit(study, note, writes) {
      const before = turns.get(study) ?? Promise.resolve();
      const mine = before.then(() => takeTurn(`audit ${study}`, () => commitNow(study, note, writes)));
      const settled = mine.catch(() => undefined);
      turns.set(study, settled);
      return mine;
    },
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
      return rows.map(({ study: _, ...entry }) => entry);
    },
  };
}
