import type { Coding } from "@diaoyan/analysis";
import type { Codebook } from "@diaoyan/instruments";
import type { CodingStore } from "../../ports/coding-store.ts";
import { chunkRows, type SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

export function createCodingStore({ db, maxParameters }: SqlGateway): CodingStore {
  const rows = (study: string) => db.selectFrom("codings").select("document").where("study", "=", study);
  return {
    findCodebook: async (study) => {
      const row = await db.selectFrom("codebooks").selectAll().where("study", "=", study).executeTakeFirst();
      return row && { codebook: JSON.parse(row.document) as Codebook, revision: row.revision };
    },
    putCodebook: (study, codebook, revision) => {
      const row = { revision, document: JSON.stringify(codebook) };
      return writeOf(
        db
          .insertInto("codebooks")
          .values({ study, ...row })
          .onConflict((conflict) => conflict.column("study").doUpdateSet(row)),
      );
    },
    find: async (study, coding) => {
      const row = await rows(study).where("id", "=", coding).executeTakeFirst();
      return row === undefined ? undefined : (JSON.parse(row.document) as Coding);
    },
    findAll: async (study, codings) => {
      const chunks = chunkRows(codings, 1, maxParameters - 1);
      const found = await Promise.all(chunks.map((chunk) => rows(study).where("id", "in", chunk).execute()));
      return found.flat().map((row) => JSON.parse(row.document) as Coding);
    },
    list: async (study, transcript) => {
      const wanted = transcript === undefined ? rows(study) : rows(study).where("transcript", "=", transcript);
      const found = await wanted.orderBy("transcript").orderBy("start_offset").orderBy("id").execute();
      return found.map((row) => JSON.parse(row.document) as Coding);
    },
    countByCode: async (study) => {
      const counts = await db
        .selectFrom("codings")
        .select((read) => ["code", read.fn.countAll<number>().as("count")])
        .where("study", "=", study)
        .groupBy("code")
        .execute();
      return new Map(counts.map((row) => [row.code, Number(row.count)]));
    },
    add: (study, codings) =>
      writeOf(
        ...chunkRows(codings, 6, maxParameters).map((chunk) =>
          db.insertInto("codings").values(
            chunk.map((coding) => ({
              study,
              id: coding.id,
              transcript: coding.transcript,
              code: coding.code,
              start_offset: coding.start,
              document: JSON.stringify(coding),
            })),
          ),
        ),
      ),
    removeAll: (study, codings) =>
      writeOf(
        ...chunkRows(codings, 1, maxParameters - 1).map((chunk) =>
          db.deleteFrom("codings").where("study", "=", study).where("id", "in", chunk),
        ),
      ),
    remove: (study, coding) => writeOf(db.deleteFrom("codings").where("study", "=", study).where("id", "=", coding)),
  };
}
