import type { Adjudication, AgreementStore, CodingAssignment } from "../../ports/agreement-store.ts";
import { chunkRows, type SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

/** Second codings, what was decided of disagreements, and the log of suggestions. */
export function createAgreementStore({ db, maxParameters }: SqlGateway): AgreementStore {
  return {
    listAssignments: async (study) => {
      const rows = await db.selectFrom("coding_assignments").select("document").where("study", "=", study).execute();
      const found = rows.map(({ document }) => JSON.parse(document) as CodingAssignment);
      return found.sort((a, b) => (a.at < b.at ? 1 : -1));
    },
    putAssignment: (study, assignment) => {
      const row = { revision: assignment.revision, document: JSON.stringify(assignment) };
      return writeOf(
        db
          .insertInto("coding_assignments")
          .values({ study, id: assignment.id, ...row })
          .onConflict((conflict) => conflict.columns(["study", "id"]).doUpdateSet(row)),
      );
    },
    listAdjudications: async (study) => {
      const rows = db.selectFrom("adjudications").select("document").where("study", "=", study);
      const found = await rows.orderBy("at", "desc").orderBy("id", "desc").execute();
      return found.map(({ document }) => JSON.parse(document) as Adjudication);
    },
    addAdjudication: (study, adjudication) => {
      const { at, id } = adjudication;
      return writeOf(db.insertInto("adjudications").values({ study, id, document: JSON.stringify(adjudication), at }));
    },
    addSuggestions: (study, entries) =>
      writeOf(
        ...chunkRows(entries, 11, maxParameters).map((chunk) =>
          db
            .insertInto("suggestion_log")
            .values(
              chunk.map(({ start, end, ...entry }) => ({ study, start_offset: start, end_offset: end, ...entry })),
            ),
        ),
      ),
    countSuggestions: async (study) => {
      const rows = await db
        .selectFrom("suggestion_log")
        .select((read) => ["code", "outcome", read.fn.countAll<number>().as("count")])
        .where("study", "=", study)
        .groupBy(["code", "outcome"])
        .execute();
      return rows.map(({ code, outcome, count }) => ({ code, outcome, count: Number(count) }));
    },
  };
}
