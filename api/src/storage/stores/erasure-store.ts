import type { ErasureCertificate, ErasureStore } from "../../ports/erasure-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

export function createErasureStore({ db }: SqlGateway): ErasureStore {
  return {
    add: (certificate) => {
      const { study, id, scope, subject, hash, at } = certificate;
      const row = { study, id, scope, subject, hash, at, document: JSON.stringify(certificate) };
      return writeOf(db.insertInto("erasures").values(row));
    },
    list: async (study) => {
      const rows = await db
        .selectFrom("erasures")
        .select("document")
        .where("study", "=", study)
        .orderBy("at", "desc")
        .orderBy("id")
        .execute();
      return rows.map(({ document }) => JSON.parse(document) as ErasureCertificate);
    },
  };
}
