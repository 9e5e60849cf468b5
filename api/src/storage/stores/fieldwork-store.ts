import {
  brandAs,
  type ContentHash,
  foldForSearch,
  type Session,
  type SessionId,
  type Transcript,
  type TranscriptId,
  type Turn,
} from "@diaoyan/instruments";
import { sql } from "kysely";
import type { SessionStore, TranscriptStore } from "../../ports/fieldwork-store.ts";
import type { SqlGateway } from "../gateway.ts";
import type { Schema } from "../schema.ts";
import { writeOf } from "../write.ts";
import { removeSource } from "./remove-source.ts";

export function createSessionStore({ db }: SqlGateway): SessionStore {
  const rows = (study: string) => db.selectFrom("sessions").select("document").where("study", "=", study);
  const colleagues = (study: string) =>
    db.selectFrom("session_colleagues").select(["session", "user"]).where("study", "=", study);
  return {
    find: async (study, session) => {
      const row = await rows(study).where("id", "=", session).executeTakeFirst();
      return row === undefined ? undefined : (JSON.parse(row.document) as Session);
    },
    list: async (study) => {
      const found = await rows(study).orderBy("id").execute();
      return found.map((row) => JSON.parse(row.document) as Session);
    },
    listAttachments: (study) =>
      db
        .selectFrom("blobs")
        .innerJoin("sessions", (join) =>
          join.onRef("sessions.study", "=", "blobs.study").onRef("sessions.id", "=", "blobs.subject"),
        )
        .select(["key", "subject", "name", "media", "bytes", "sha256"])
        .where("blobs.study", "=", study)
        .orderBy("subject")
        .orderBy("name")
        .orderBy("key")
        .execute(),
    put: (study, session, by) => {
      const row = { revision: session.revision, document: JSON.stringify(session) };
      return writeOf(
        db
          .insertInto("sessions")
          .values({ study, id: session.id, ...row })
          .onConflict((conflict) => conflict.columns(["study", "id"]).doUpdateSet(row)),
        db
          .insertInto("session_hands")
          .values({ study, session: session.id, user: by })
          .onConflict((conflict) => conflict.doNothing()),
      );
    },
    listInvited: async (study, user) => {
      const found = await colleagues(study).where("user", "=", user).execute();
      return found.map(({ session }) => session);
    },
    listColleagues: async (study, session) => {
      const found = await colleagues(study).where("session", "=", session).orderBy("user").execute();
      return found.map(({ user }) => user);
    },
    addColleague: (study, { session, user }, { by, at }) =>
      writeOf(
        db
          .insertInto("session_colleagues")
          .values({ study, session, user, invited_by: by, invited_at: at })
          .onConflict((conflict) => conflict.doNothing()),
      ),
    removeColleague: (study, { session, user }) =>
      writeOf(
        db
          .deleteFrom("session_colleagues")
          .where("study", "=", study)
          .where("session", "=", session)
          .where("user", "=", user),
      ),
    remove: (study, session) =>
      writeOf(
        db.deleteFrom("session_colleagues").where("study", "=", study).where("session", "=", session),
        db.deleteFrom("session_hands").where("study", "=", study).where("session", "=", session),
        db.deleteFrom("sessions").where("study", "=", study).where("id", "=", session),
      ),
    listTouched: async (study, by) => {
      const rows = await db
        .selectFrom("session_hands")
        .select("session")
        .where("study", "=", study)
        .where("user", "=", by)
        .execute();
      return rows.map(({ session }) => session);
    },
  };
}

function toTranscript(row: Schema["transcripts"]): Transcript {
  return {
    id: brandAs<TranscriptId>(row.id),
    revision: row.revision,
    session: toSessionId(row.session),
    title: row.title,
    text: row.text,
    hash: brandAs<ContentHash>(row.hash),
    turns: JSON.parse(row.turns) as Turn[],
  };
}

function toSessionId(session: string | null): SessionId | null {
  return session === null ? null : brandAs<SessionId>(session);
}

export function createTranscriptStore({ db }: SqlGateway): TranscriptStore {
  const rows = (study: string) => db.selectFrom("transcripts").selectAll().where("study", "=", study);
  const foldedOf = (study: string, { id, revision, text }: Transcript) => {
    const row = { revision, folded: foldForSearch(text) };
    return db
      .insertInto("transcript_search")
      .values({ study, transcript: id, ...row })
      .onConflict((conflict) => conflict.columns(["study", "transcript"]).doUpdateSet(row));
  };
  return {
    find: async (study, transcript) => {
      const row = await rows(study).where("id", "=", transcript).executeTakeFirst();
      return row === undefined ? undefined : toTranscript(row);
    },
    findWords: async (study, words) => {
      let found = db.selectFrom("transcript_search").select("transcript").where("study", "=", study);
      for (const word of words) found = found.where(sql<number>`instr(folded, ${word})`, ">", 0);
      return (await found.orderBy("transcript").execute()).map(({ transcript }) => transcript);
    },
    listUnfolded: async (study) => {
      const found = await db
        .selectFrom("transcripts")
        .leftJoin("transcript_search as folded", (join) =>
          join
            .onRef("folded.study", "=", "transcripts.study")
            .onRef("folded.transcript", "=", "transcripts.id")
            .onRef("folded.revision", "=", "transcripts.revision"),
        )
        .select("transcripts.id")
        .where("transcripts.study", "=", study)
        .where("folded.revision", "is", null)
        .execute();
      return found.map(({ id }) => id);
    },
    putFolded: (study, transcript) => writeOf(foldedOf(study, transcript)),
    findRevision: async (study, transcript) => {
      const heads = db.selectFrom("transcripts").select("revision").where("study", "=", study);
      return (await heads.where("id", "=", transcript).executeTakeFirst())?.revision;
    },
    list: async (study) => (await rows(study).orderBy("id").execute()).map(toTranscript),
    listHeads: async (study) => {
      const heads = await db
        .selectFrom("transcripts")
        .select((read) => [
          "id",
          "revision",
          "session",
          "title",
          "hash",
          "characters",
          read
            .selectFrom("codings")
            .select((count) => count.fn.countAll<number>().as("count"))
            .whereRef("codings.study", "=", "transcripts.study")
            .whereRef("codings.transcript", "=", "transcripts.id")
            .as("codings"),
          read
            .selectFrom("policy_documents")
            .select((count) => count.fn.countAll<number>().as("count"))
            .whereRef("policy_documents.study", "=", "transcripts.study")
            .whereRef("policy_documents.transcript", "=", "transcripts.id")
            .as("policy"),
        ])
        .where("study", "=", study)
        .orderBy("id")
        .execute();
      return heads.map((head) => ({
        ...head,
        id: brandAs<TranscriptId>(head.id),
        session: toSessionId(head.session),
        hash: brandAs<ContentHash>(head.hash),
        codings: Number(head.codings ?? 0),
        policy: Number(head.policy ?? 0) > 0,
      }));
    },
    add: (study, transcript, characters, at) =>
      writeOf(
        db.insertInto("transcripts").values({
          study,
          id: transcript.id,
          revision: transcript.revision,
          title: transcript.title,
          session: transcript.session,
          text: transcript.text,
          characters,
          hash: transcript.hash,
          turns: JSON.stringify(transcript.turns),
          imported_at: at,
        }),
        foldedOf(study, transcript),
      ),
    rename: (study, { id, session, title }) =>
      writeOf(db.updateTable("transcripts").set({ title, session }).where("study", "=", study).where("id", "=", id)),
    remove: (study, transcript) => removeSource(db, study, transcript),
    replace: (study, transcript, characters) => {
      const { hash, id, revision, text, title, turns } = transcript;
      return writeOf(
        db
          .updateTable("transcripts")
          .set({ revision, title, text, characters, hash, turns: JSON.stringify(turns) })
          .where("study", "=", study)
          .where("id", "=", id),
        foldedOf(study, transcript),
      );
    },
  };
}
