import type { AlignedStretch } from "@diaoyan/instruments";
import type { DeidentifyStore, PlaceDecision } from "../../ports/deidentify-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

export function createDeidentifyStore({ db }: SqlGateway): DeidentifyStore {
  const findNewest = (table: "deidentify_rules" | "session_words", study: string) =>
    db
      .selectFrom(table)
      .select(["revision", "sealed"])
      .where("study", "=", study)
      .orderBy("revision", "desc")
      .limit(1)
      .executeTakeFirst();
  return {
    findRules: (study) => findNewest("deidentify_rules", study),
    addRules: (study, { revision, sealed }, at) =>
      writeOf(db.insertInto("deidentify_rules").values({ study, revision, sealed, saved_at: at })),
    findSessionWords: (study) => findNewest("session_words", study),
    addSessionWords: (study, { revision, sealed }, at) =>
      writeOf(db.insertInto("session_words").values({ study, revision, sealed, saved_at: at })),
    findOriginal: (study, transcript) =>
      db
        .selectFrom("transcript_originals")
        .select(["hash", "sealed"])
        .where("study", "=", study)
        .where("transcript", "=", transcript)
        .executeTakeFirst(),
    listTreated: async (study) => {
      const rows = await db
        .selectFrom("transcript_originals")
        .select("transcript")
        .where("study", "=", study)
        .execute();
      return new Set(rows.map(({ transcript }) => transcript));
    },
    addOriginal: (study, transcript, { hash, sealed }) =>
      writeOf(db.insertInto("transcript_originals").values({ study, transcript, hash, sealed })),
    findRevision: async (study, transcript, revision) => {
      const row = await db
        .selectFrom("transcript_revisions")
        .selectAll()
        .where("study", "=", study)
        .where("transcript", "=", transcript)
        .where("revision", "=", revision)
        .executeTakeFirst();
      return (
        row && {
          transcript: row.transcript,
          revision: row.revision,
          rulesRevision: row.rules_revision,
          alignment: JSON.parse(row.alignment) as AlignedStretch[],
          decisions: JSON.parse(row.decisions) as PlaceDecision[],
        }
      );
    },
    addRevision: (study, { alignment, decisions, revision, rulesRevision, transcript }, at) =>
      writeOf(
        db.insertInto("transcript_revisions").values({
          study,
          transcript,
          revision,
          rules_revision: rulesRevision,
          alignment: JSON.stringify(alignment),
          decisions: JSON.stringify(decisions),
          made_at: at,
        }),
      ),
  };
}
