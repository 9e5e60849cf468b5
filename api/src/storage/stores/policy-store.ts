import type { PolicySource } from "@diaoyan/instruments";
import type { PolicyStore } from "../../ports/policy-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";
import { removeSource } from "./remove-source.ts";

export function createPolicyStore({ db }: SqlGateway): PolicyStore {
  const rows = (study: string) => db.selectFrom("policy_documents").select("document").where("study", "=", study);
  const read = (row: { readonly document: string } | undefined) => row && (JSON.parse(row.document) as PolicySource);
  return {
    find: async (study, policy) => read(await rows(study).where("transcript", "=", policy).executeTakeFirst()),
    list: async (study) =>
      (await rows(study).orderBy("transcript").execute()).map(({ document }) => JSON.parse(document) as PolicySource),
    findByText: async (study, hash) => read(await rows(study).where("hash", "=", hash).executeTakeFirst()),
    add: (study, policy, hash) => {
      const { id: transcript, revision } = policy;
      const row = { study, transcript, revision, hash, document: JSON.stringify(policy) };
      return writeOf(db.insertInto("policy_documents").values(row));
    },
    replace: (study, policy) =>
      writeOf(
        db
          .updateTable("policy_documents")
          .set({ revision: policy.revision, document: JSON.stringify(policy) })
          .where("study", "=", study)
          .where("transcript", "=", policy.id),
        db
          .updateTable("transcripts")
          .set({ title: policy.title })
          .where("study", "=", study)
          .where("id", "=", policy.id),
      ),
    remove: (study, policy) => removeSource(db, study, policy),
  };
}
