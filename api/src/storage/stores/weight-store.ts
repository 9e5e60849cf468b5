import type { KeptWeight, WeightStore } from "../../ports/weight-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

export function createWeightStore({ db }: SqlGateway): WeightStore {
  return {
    list: async (study, questionnaire) => {
      const rows = await db
        .selectFrom("kept_weights")
        .select("document")
        .where("study", "=", study)
        .where("questionnaire", "=", questionnaire)
        .orderBy("name")
        .execute();
      const weights = rows.map(({ document }) => JSON.parse(document) as KeptWeight);
      return weights.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
    },
    add: (study, questionnaire, weight) =>
      writeOf(
        db
          .insertInto("kept_weights")
          .values({ study, questionnaire, name: weight.name, document: JSON.stringify(weight) }),
      ),
    remove: (study, questionnaire, name) =>
      writeOf(
        db
          .deleteFrom("kept_weights")
          .where("study", "=", study)
          .where("questionnaire", "=", questionnaire)
          .where("name", "=", name),
      ),
  };
}
