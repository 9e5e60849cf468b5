import { sql } from "kysely";
import type { Clock } from "../../ports/clock.ts";
import type { ProgressStore } from "../../ports/progress-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";
import { shownGroups, shownResponses } from "./shown-responses.ts";

export function createProgressStore({ db }: SqlGateway, clock: Clock): ProgressStore {
  const groups = (study: string, questionnaire: string) =>
    shownGroups(db, clock.now()).where("study", "=", study).where("questionnaire", "=", questionnaire);
  return {
    countGroups: async (study, questionnaire) => {
      const rows = await groups(study, questionnaire)
        .select((read) => ["status", "day", "collector", "unit", read.fn.countAll<number>().as("count")])
        .groupBy(["status", "day", "collector", "unit"])
        .execute();
      return rows.map((row) => ({ ...row, count: Number(row.count) }));
    },
    countBeyondQuota: async (study, questionnaire) => {
      const row = await shownResponses(db, clock.now())
        .where("study", "=", study)
        .where("questionnaire", "=", questionnaire)
        .select((read) => read.fn.countAll<number>().as("count"))
        .where("status", "=", "excluded")
        .where(sql<boolean>`instr(flags, '"beyondQuota"') > 0`)
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },
    listValidIds: async (study, questionnaire) => {
      const rows = await groups(study, questionnaire).select("id").where("status", "=", "complete").execute();
      return rows.map(({ id }) => id);
    },
    findSmallCell: async (study) => {
      const row = await db
        .selectFrom("disclosure_rules")
        .select("small_cell")
        .where("study", "=", study)
        .executeTakeFirst();
      return row?.small_cell;
    },
    putSmallCell: (study, smallCell) =>
      writeOf(
        db
          .insertInto("disclosure_rules")
          .values({ study, small_cell: smallCell })
          .onConflict((conflict) => conflict.column("study").doUpdateSet({ small_cell: smallCell })),
      ),
    findRelease: (study, questionnaire, audience) =>
      db
        .selectFrom("progress_releases")
        .selectAll()
        .where("study", "=", study)
        .where("questionnaire", "=", questionnaire)
        .where("audience", "=", audience)
        .executeTakeFirst(),
    putRelease: (release) =>
      writeOf(
        db
          .insertInto("progress_releases")
          .values(release)
          .onConflict((conflict) =>
            conflict
              .columns(["study", "questionnaire", "audience"])
              .doUpdateSet({ revision: release.revision, document: release.document })
              .where("progress_releases.revision", "=", release.revision - 1),
          ),
      ),
  };
}
