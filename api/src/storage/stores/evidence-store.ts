import type { EvidenceDocument, EvidenceStore } from "../../ports/evidence-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

export function createEvidenceStore({ db }: SqlGateway): EvidenceStore {
  return {
    find: async (study) => {
      const row = await db
        .selectFrom("study_evidence")
        .select(["revision", "document"])
        .where("study", "=", study)
        .executeTakeFirst();
      return row && { revision: row.revision, document: JSON.parse(row.document) as EvidenceDocument };
    },
    put: (study, { revision, document }) => {
      const row = { revision, document: JSON.stringify(document) };
      return writeOf(
        db
          .insertInto("study_evidence")
          .values({ study, ...row })
          .onConflict((conflict) => conflict.column("study").doUpdateSet(row)),
      );
    },
  };
}
