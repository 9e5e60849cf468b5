import type { AttachmentStore, StoredAttachment } from "../../ports/attachment-store.ts";
import type { SqlGateway } from "../gateway.ts";
import type { Schema } from "../schema.ts";
import { writeOf } from "../write.ts";

type Row = Schema["attachments"];

function toAttachment(row: Row): StoredAttachment {
  const { bytes, id, kind, media, name, note, owner, seconds, session, sha256 } = row;
  return {
    ...{ id, session, note, kind, name, media, bytes, sha256, seconds, owner },
    startsAt: row.starts_at,
    recordedAt: row.recorded_at,
    wrappedKey: row.wrapped_key,
    sealedKey: row.sealed_key,
    begunAt: row.begun_at,
    finishedAt: row.finished_at,
    purgedAt: row.purged_at,
  };
}

function toRow(study: string, attachment: StoredAttachment): Row {
  const { begunAt, finishedAt, purgedAt, recordedAt, sealedKey, startsAt, wrappedKey, ...plain } = attachment;
  return {
    study,
    ...plain,
    starts_at: startsAt,
    recorded_at: recordedAt,
    wrapped_key: wrappedKey,
    sealed_key: sealedKey,
    begun_at: begunAt,
    finished_at: finishedAt,
    purged_at: purgedAt,
  };
}

export function createAttachmentStore({ db }: SqlGateway): AttachmentStore {
  const change = (study: string, id: string, values: Partial<Row>) =>
    db.updateTable("attachments").set(values).where("study", "=", study).where("id", "=", id);
  const chunks = (study: string, id: string) =>
    db.deleteFrom("attachment_chunks").where("study", "=", study).where("attachment", "=", id);
  return {
    find: async (study, id) => {
      const row = await db
        .selectFrom("attachments")
        .selectAll()
        .where("study", "=", study)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && toAttachment(row);
    },
    list: async (study, session) => {
      const rows = await db
        .selectFrom("attachments")
        .leftJoin("sessions", (join) =>
          join.onRef("sessions.study", "=", "attachments.study").onRef("sessions.id", "=", "attachments.session"),
        )
        .selectAll("attachments")
        .select((read) => [
          "sessions.id as stands",
          read
            .selectFrom("attachment_chunks")
            .select((count) => count.fn.countAll<number>().as("count"))
            .whereRef("attachment_chunks.study", "=", "attachments.study")
            .whereRef("attachment_chunks.attachment", "=", "attachments.id")
            .as("received"),
        ])
        .where("attachments.study", "=", study)
        .$if(session !== undefined, (query) => query.where("attachments.session", "=", session ?? ""))
        .orderBy("attachments.recorded_at")
        .orderBy("attachments.id")
        .execute();
      return rows.map(({ received, stands, ...row }) => ({
        ...toAttachment(row),
        received: Number(received ?? 0),
        sessionStands: stands !== null,
      }));
    },
    add: (study, attachment) => writeOf(db.insertInto("attachments").values(toRow(study, attachment))),
    listChunks: (study, id) =>
      db
        .selectFrom("attachment_chunks")
        .select(["position", "sha256", "bytes"])
        .where("study", "=", study)
        .where("attachment", "=", id)
        .orderBy("position")
        .execute(),
    addChunk: (study, id, chunk) =>
      writeOf(
        db
          .insertInto("attachment_chunks")
          .values({ study, attachment: id, ...chunk })
          .onConflict((conflict) => conflict.columns(["study", "attachment", "position"]).doNothing()),
      ),
    dropChunk: (study, id, position) => writeOf(chunks(study, id).where("position", "=", position)),
    dropChunks: (study, id) => writeOf(chunks(study, id)),
    keepKey: (study, id, sealedKey) => writeOf(change(study, id, { sealed_key: sealedKey })),
    finish: (study, id, { sha256, sealedKey, at }) =>
      writeOf(change(study, id, { sha256, sealed_key: sealedKey, wrapped_key: "", finished_at: at })),
    assign: (study, id, session) => writeOf(change(study, id, { session, note: null })),
    purge: (study, { attachment, bytes, dueOn, reason, sha256, actor, at }) =>
      writeOf(
        db
          .insertInto("attachment_purges")
          .values({ study, attachment, sha256, bytes, due_on: dueOn, reason, actor, at }),
        change(study, attachment, { sealed_key: null, wrapped_key: "", purged_at: at }),
      ),
    listPurges: (study) =>
      db
        .selectFrom("attachment_purges")
        .select(["attachment", "sha256", "bytes", "due_on as dueOn", "reason", "actor", "at"])
        .where("study", "=", study)
        .orderBy("at")
        .orderBy("attachment")
        .execute(),
    findRetention: (study) =>
      db
        .selectFrom("recording_retention")
        .select(["until", "reason", "set_by as setBy", "set_at as setAt"])
        .where("study", "=", study)
        .executeTakeFirst(),
    setRetention: (study, { until, reason, setBy, setAt }) => {
      const values = { until, reason, set_by: setBy, set_at: setAt };
      return writeOf(
        db
          .insertInto("recording_retention")
          .values({ study, ...values })
          .onConflict((conflict) => conflict.column("study").doUpdateSet(values)),
      );
    },
  };
}
