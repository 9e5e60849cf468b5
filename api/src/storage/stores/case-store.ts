import type { CaseSummary } from "@diaoyan/analysis";
import type { CaseChange, CaseStore, CaseTrailStore } from "../../ports/case-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

export function createCaseStore({ db }: SqlGateway): CaseStore {
  const rows = (study: string) => db.selectFrom("cases").select("document").where("study", "=", study);
  return {
    find: async (study, id) => {
      const row = await rows(study).where("id", "=", id).executeTakeFirst();
      return row === undefined ? undefined : (JSON.parse(row.document) as CaseSummary);
    },
    list: async (study) => {
      const found = await rows(study).orderBy("id").execute();
      return found.map((row) => JSON.parse(row.document) as CaseSummary);
    },
    put: (study, summary) => {
      const row = { revision: summary.revision, document: JSON.stringify(summary) };
      return writeOf(
        db
          .insertInto("cases")
          .values({ study, id: summary.id, ...row })
          .onConflict((conflict) => conflict.columns(["study", "id"]).doUpdateSet(row)),
      );
    },
  };
}

type ChangeDocument = Pick<CaseChange, "note" | "sentences">;

export function createCaseTrailStore({ db }: SqlGateway): CaseTrailStore {
  return {
    add: (study, { case: id, revision, kind, actor, at, note, sentences }) => {
      const document = JSON.stringify({ note, sentences } satisfies ChangeDocument);
      return writeOf(db.insertInto("case_changes").values({ study, case_id: id, revision, kind, actor, at, document }));
    },
    list: async (study, id) => {
      const query = db.selectFrom("case_changes").selectAll().where("study", "=", study).where("case_id", "=", id);
      const rows = await query.orderBy("seq", "desc").execute();
      return rows.map(({ revision, kind, actor, at, document }) => ({
        case: id,
        revision,
        kind,
        actor,
        at,
        ...(JSON.parse(document) as ChangeDocument),
      }));
    },
    forgetWords: (study, id) => {
      const document = JSON.stringify({ note: "", sentences: [] } satisfies ChangeDocument);
      return writeOf(
        db.updateTable("case_changes").set({ document }).where("study", "=", study).where("case_id", "=", id),
      );
    },
  };
}
