import type { Write } from "../../ports/journal.ts";
import type { SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

/** Tables whose rows belong to one text and go with it, those that refer to others first. */
const dependents = [
  "policy_documents",
  "transcript_search",
  "transcript_attributes",
  "transcript_texts",
  "transcript_revisions",
  "transcript_originals",
] as const;

/** Takes a text away with all that was kept beside it. A coding that still stands on it → `StorageConflict`. */
export function removeSource(db: SqlGateway["db"], study: string, source: string): Write {
  return writeOf(
    ...dependents.map((table) => db.deleteFrom(table).where("study", "=", study).where("transcript", "=", source)),
    db.deleteFrom("memos").where("study", "=", study).where("kind", "=", "transcript").where("subject", "=", source),
    // the trail keeps that something was done, without the words it was done to
    db
      .updateTable("coding_changes")
      .set({ before: null, after: null })
      .where("study", "=", study)
      .where("transcript", "=", source),
    db.deleteFrom("transcripts").where("study", "=", study).where("id", "=", source),
  );
}
