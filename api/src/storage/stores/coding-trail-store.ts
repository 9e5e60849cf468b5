import type { Coding } from "@diaoyan/analysis";
import type { Codebook } from "@diaoyan/instruments";
import { expressionBuilder, sql } from "kysely";
import type { CodingAct, CodingChange, CodingTrailStore, StoredChange } from "../../ports/coding-store.ts";
import { chunkRows, type SqlGateway } from "../gateway.ts";
import type { CodingTables } from "../rows/coding-tables.ts";
import type { Schema } from "../schema.ts";
import { writeOf } from "../write.ts";

type ChangeRow = Pick<CodingTables["coding_changes"], "act" | "kind" | "transcript" | "coding" | "revision"> &
  Pick<CodingTables["coding_changes"], "before" | "after" | "actor" | "at"> & { readonly seq: number };

type Db = SqlGateway["db"];

const read = (document: string | null): Coding | null => (document === null ? null : (JSON.parse(document) as Coding));
/** The coding before a change; the reason of the change stands beside it, so that it is forgotten with the words. */
const readBefore = (document: string | null): Pick<StoredChange, "before" | "reason"> => {
  const { reason, ...coding } = (read(document) ?? {}) as Coding & { readonly reason?: string };
  return { before: document === null ? null : coding, ...(reason === undefined ? {} : { reason }) };
};
const write = (coding: Coding | null): string | null => (coding === null ? null : JSON.stringify(coding));

/** How often a coding was stored. */
export function revisionOf(coding: Coding): number {
  return coding.revision ?? 1;
}

function toChange(row: ChangeRow): StoredChange {
  const { act, kind, actor, at, seq, transcript, coding, revision } = row;
  const done = { id: act, kind, actor, at };
  return { seq, act: done, transcript, coding, revision, ...readBefore(row.before), after: read(row.after) };
}

function toRow(db: Db, study: string, { id, kind, actor, at }: CodingAct, { before, after, reason }: CodingChange) {
  const coding = (after ?? before) as Coding;
  const revision = after === null ? revisionOf(coding) + 1 : revisionOf(coding);
  const transcript = after === null ? sql<string>`${coding.transcript}` : standing(db, study, after);
  const told = before === null || reason === undefined ? before : { ...before, reason };
  const words = { before: write(told), after: write(after) };
  return { study, act: id, kind, transcript, coding: coding.id, revision, ...words, actor, at };
}

/**
 * The transcript of a coding, null (which the table refuses) where another revision of it stands by now, or where the code has
 * gone from the codebook.
 */
function standing(db: Db, study: string, { code, transcript, transcriptRevision }: Coding) {
  const same = db.selectFrom("transcripts").select("id").where("study", "=", study).where("id", "=", transcript);
  // within words of the document quotation marks are escaped: only an id looks like this
  const lacking = sql<boolean>`instr(document, ${`"id":${JSON.stringify(code)}`}) = 0`;
  const without = db.selectFrom("codebooks").select("study").where("study", "=", study).where(lacking);
  return expressionBuilder<Schema>()
    .case()
    .when(sql<boolean>`exists ${same.where("revision", "=", transcriptRevision)} and not exists ${without}`)
    .then(transcript)
    .else(sql<string>`null`)
    .end();
}

/** Queries that put codings to where changes leave them. */
function movesOf({ db, maxParameters }: SqlGateway, study: string, changes: readonly CodingChange[]) {
  const added = changes.flatMap(({ before, after }) => (before === null && after !== null ? [after] : []));
  const removed = changes.flatMap(({ before, after }) => (after === null && before !== null ? [before.id] : []));
  const changed = changes.flatMap(({ before, after }) => (before !== null && after !== null ? [after] : []));
  const placeOf = (coding: Coding) => ({
    transcript: coding.transcript,
    code: coding.code,
    start_offset: coding.start,
    document: JSON.stringify(coding),
  });
  return [
    ...chunkRows(added, 6, maxParameters).map((chunk) =>
      db.insertInto("codings").values(chunk.map((coding) => ({ study, id: coding.id, ...placeOf(coding) }))),
    ),
    ...changed.map((coding) =>
      db.updateTable("codings").set(placeOf(coding)).where("study", "=", study).where("id", "=", coding.id),
    ),
    ...chunkRows(removed, 1, maxParameters - 1).map((chunk) =>
      db.deleteFrom("codings").where("study", "=", study).where("id", "in", chunk),
    ),
  ];
}

/** Changes of codings and of the codebook, memos and attributes. */
export function createCodingTrailStore(gateway: SqlGateway): CodingTrailStore {
  const { db, maxParameters } = gateway;
  const changes = (study: string) => db.selectFrom("coding_changes").where("study", "=", study);
  return {
    change: (study, act, list) =>
      writeOf(
        // the trail first: it refuses what is no longer up to date, codings and transcripts alike
        ...chunkRows(list, 15, maxParameters).map((chunk) =>
          db.insertInto("coding_changes").values(chunk.map((one) => toRow(db, study, act, one))),
        ),
        ...movesOf(gateway, study, list),
      ),
    changesAfter: async (study, transcript, seq) => {
      const found = changes(study).selectAll().where("transcript", "=", transcript).where("seq", ">", seq);
      return (await found.orderBy("seq").execute()).map(toChange);
    },
    lastChange: async (study, transcript) => {
      const found = changes(study).where("transcript", "=", transcript);
      const row = await found.select((one) => one.fn.max("seq").as("seq")).executeTakeFirst();
      return Number(row?.seq ?? 0);
    },
    changesOfAct: async (study, act) =>
      (await changes(study).selectAll().where("act", "=", act).orderBy("seq").execute()).map(toChange),
    firstChanges: async (study, acts, limit) => {
      const pages = chunkRows(acts, 1, maxParameters - 2).map((chunk) => {
        const place = sql<number>`row_number() over (partition by act order by seq)`.as("place");
        const ranked = changes(study).select(["seq", place]).where("act", "in", chunk);
        const first = db.selectFrom(ranked.as("ranked")).select("seq").where("place", "<=", limit);
        return db.selectFrom("coding_changes").selectAll().where("seq", "in", first).orderBy("seq").execute();
      });
      return (await Promise.all(pages)).flat().map(toChange);
    },
    listUnplaced: async (study, transcript) => {
      const ofSame = sql`select 1 from coding_changes as other where other.study = coding_changes.study
        and other.coding = coding_changes.coding`;
      const gone = changes(study).selectAll().where("transcript", "=", transcript).where("after", "is", null);
      const last = gone.where("before", "is not", null).where("kind", "in", ["correct", "undo", "restore"]);
      const rows = await last
        .where(sql<boolean>`not exists (${ofSame} and other.revision > coding_changes.revision)`)
        .where(sql<boolean>`exists (${ofSame} and other.kind = 'correct' and other.after is null)`)
        .orderBy("seq")
        .execute();
      return rows.map(toChange);
    },
    listActs: async (study, before, limit) => {
      const ofCodings = changes(study).select(["act", "kind", "actor", "at", sql<number>`0`.as("codebook")]);
      const ofCodebook = db.selectFrom("codebook_changes").where("study", "=", study);
      const all = ofCodings.unionAll(ofCodebook.select(["act", "kind", "actor", "at", sql<number>`1`.as("codebook")]));
      const acts = db.selectFrom(all.as("all_changes")).groupBy(["act", "kind", "actor", "at"]);
      const page = acts.select(({ fn }) => [
        ...(["act", "kind", "actor", "at"] as const),
        fn.sum<number>("codebook").as("codebook"),
        fn.countAll<number>().as("count"),
      ]);
      const older = before === undefined ? page : page.where(sql<boolean>`(at, act) < (${before.at}, ${before.id})`);
      const rows = await older.orderBy("at", "desc").orderBy("act", "desc").limit(limit).execute();
      return rows.map(({ act, kind, actor, at, codebook, count }) => ({
        act: { id: act, kind, actor, at },
        count: Number(count) - Number(codebook),
        codebook: Number(codebook) > 0,
      }));
    },
    forgetWords: (study, transcript, act) => {
      const ofTranscript = db.updateTable("coding_changes").where("study", "=", study);
      const here = ofTranscript.where("transcript", "=", transcript);
      return writeOf(here.set({ before: null }), here.where("act", "!=", act).set({ after: null }));
    },
    expectUncoded: (study, codes) =>
      writeOf(
        ...chunkRows(codes, 1, maxParameters - 2).map((chunk) => {
          const coded = db.selectFrom("codings").select("id").where("study", "=", study).where("code", "in", chunk);
          const none = sql<boolean>`not exists ${coded}`;
          return db
            .updateTable("codebooks")
            .set(({ case: choose, ref }) => ({
              revision: choose().when(none).then(ref("revision")).else(sql<number>`null`).end(),
            }))
            .where("study", "=", study);
        }),
      ),
    expectCarried: (study, transcript, revision) => {
      const none = sql<boolean>`not exists (select 1 from codings where study = ${study} and transcript = ${transcript}
        and json_extract(document, '$.transcriptRevision') <> ${revision})`;
      const row = db.updateTable("transcripts").set(({ case: choose, ref }) => ({
        revision: choose().when(none).then(ref("revision")).else(sql<number>`null`).end(),
      }));
      return writeOf(row.where("study", "=", study).where("id", "=", transcript));
    },
    forgetTexts: (study, transcript) =>
      writeOf(db.deleteFrom("transcript_texts").where("study", "=", study).where("transcript", "=", transcript)),
    addCodebookChange: (study, { act, revision, before, after }) => {
      const { id, kind, actor, at } = act;
      const words = { before: JSON.stringify(before), after: JSON.stringify(after) };
      return writeOf(db.insertInto("codebook_changes").values({ study, act: id, kind, revision, ...words, actor, at }));
    },
    findCodebookChange: async (study, act) => {
      const found = db.selectFrom("codebook_changes").selectAll().where("study", "=", study).where("act", "=", act);
      const row = await found.executeTakeFirst();
      if (row === undefined) return undefined;
      const { kind, actor, at, revision } = row;
      const [before, after] = [JSON.parse(row.before) as Codebook, JSON.parse(row.after) as Codebook];
      return { act: { id: act, kind, actor, at }, revision, before, after };
    },
    findMemo: (study, kind, subject) =>
      db
        .selectFrom("memos")
        .select(["kind", "subject", "revision", "text", "author", "at"])
        .where("study", "=", study)
        .where("kind", "=", kind)
        .where("subject", "=", subject)
        .executeTakeFirst(),
    listMemos: (study) =>
      db
        .selectFrom("memos")
        .select(["kind", "subject", "revision", "text", "author", "at"])
        .where("study", "=", study)
        .orderBy("kind")
        .orderBy("subject")
        .execute(),
    putMemo: (study, memo) => {
      const { revision, text, author, at } = memo;
      return writeOf(
        db
          .insertInto("memos")
          .values({ study, ...memo })
          .onConflict((one) => one.columns(["study", "kind", "subject"]).doUpdateSet({ revision, text, author, at })),
      );
    },
    listAttributes: async (study) => {
      const rows = await db.selectFrom("transcript_attributes").selectAll().where("study", "=", study).execute();
      return rows.map(({ transcript, revision, document }) => ({
        transcript,
        revision,
        attributes: JSON.parse(document) as Record<string, string>,
      }));
    },
    putAttributes: (study, { transcript, revision, attributes }) => {
      const row = { revision, document: JSON.stringify(attributes) };
      return writeOf(
        db
          .insertInto("transcript_attributes")
          .values({ study, transcript, ...row })
          .onConflict((one) => one.columns(["study", "transcript"]).doUpdateSet(row)),
      );
    },
    keepText: (study, { id, revision, text, turns }, at) => {
      const row = { revision, text, turns: JSON.stringify(turns), replaced_at: at };
      return writeOf(db.insertInto("transcript_texts").values({ study, transcript: id, ...row }));
    },
  };
}
