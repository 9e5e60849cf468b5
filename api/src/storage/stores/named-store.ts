import type { Kept, NamedStore } from "../../ports/named-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

/** A store of what questionnaires keep under names, in a table of its own. */
export function createNamedStore<One extends Kept>(
  { db }: SqlGateway,
  table: "kept_weights" | "made_variables",
): NamedStore<One> {
  return {
    list: async (study, questionnaire) => {
      const rows = await db
        .selectFrom(table)
        .select("document")
        .where("study", "=", study)
        .where("questionnaire", "=", questionnaire)
        .orderBy("name")
        .execute();
      const kept = rows.map(({ document }) => JSON.parse(document) as One);
      return kept.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
    },
    add: (study, questionnaire, one) =>
      writeOf(db.insertInto(table).values({ study, questionnaire, name: one.name, document: JSON.stringify(one) })),
    remove: (study, questionnaire, name) =>
      writeOf(
        db
          .deleteFrom(table)
          .where("study", "=", study)
          .where("questionnaire", "=", questionnaire)
          .where("name", "=", name),
      ),
  };
}
