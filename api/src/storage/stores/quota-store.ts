import {
  brandAs,
  listParts,
  listStrata,
  nameMarginCell,
  type QuotaAxis,
  type QuotaMargin,
  type QuotaPlan,
} from "@diaoyan/instruments";
import { sql } from "kysely";
import type { Clock } from "../../ports/clock.ts";
import type { QuotaStore, StoredQuotaPlan } from "../../ports/quota-store.ts";
import { chunkRows, type SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";
import { countWaitingCells, shownResponses } from "./shown-responses.ts";

/** Where an axis finds its answer in the JSON of a response. */
const pathOf = (axis: QuotaAxis | undefined): string | null =>
  axis === undefined ? null : `$.${JSON.stringify(axis.variable)}`;

/** Which cell and which margins a response falls into. */
const cellViews = ["response_cells", "held_cells", "response_margins", "held_margins"] as const;

const toStored = (row: { readonly document: string; readonly revision: number }): StoredQuotaPlan => ({
  plan: JSON.parse(row.document) as QuotaPlan,
  revision: row.revision,
});

export function createQuotaStore(gateway: SqlGateway, clock: Clock): QuotaStore {
  const { db, maxParameters } = gateway;
  const plans = (study: string) =>
    db.selectFrom("quota_plans").select(["document", "revision"]).where("study", "=", study);

  const clear = (study: string, questionnaire: string) =>
    (
      ["quota_strata", "quota_margin_answers", "quota_margins", "quota_cells", "quota_plans", "quota_removals"] as const
    ).map((table) => db.deleteFrom(table).where("study", "=", study).where("questionnaire", "=", questionnaire));

  /** Counts every response of the questionnaire into its cell and those of the margins. */
  const recount = (study: string, questionnaire: string) => {
    const views = cellViews.map(
      (view) =>
        sql`select cell, status from ${sql.table(view)} where study = ${study} and questionnaire = ${questionnaire}`,
    );
    const counted = sql<{ cell: string; received: number; valid: number }>`(
      select cell, count(*) as received, sum(case when status = 'complete' then 1 else 0 end) as valid
      from (${sql.join(views, sql` union all `)}) as placed where status <> 'withdrawn' group by cell)`;
    return db
      .updateTable("quota_cells")
      .from(counted.as("counted"))
      .set(({ ref }) => ({ received: ref("counted.received"), valid: ref("counted.valid") }))
      .where("quota_cells.study", "=", study)
      .where("quota_cells.questionnaire", "=", questionnaire)
      .whereRef("quota_cells.cell", "=", "counted.cell");
  };

  const writeMargin = (place: { study: string; questionnaire: string }, margin: QuotaMargin) => {
    const { variable, groups, cells } = margin;
    const plan = { questionnaire: brandAs<QuotaPlan["questionnaire"]>(place.questionnaire), axes: [margin], cells };
    const answers = listStrata(plan).map(({ first, cell }) => ({
      ...place,
      margin: variable,
      answer: first,
      cell: nameMarginCell(variable, [cell]),
    }));
    return [
      db.insertInto("quota_margins").values({ ...place, margin: variable, path: pathOf({ variable, groups }) ?? "$" }),
      ...chunkRows(answers, 5, maxParameters).map((chunk) => db.insertInto("quota_margin_answers").values(chunk)),
    ];
  };

  return {
    find: async (study, questionnaire) => {
      const row = await plans(study).where("questionnaire", "=", questionnaire).executeTakeFirst();
      return row === undefined ? undefined : toStored(row);
    },
    list: async (study) => (await plans(study).orderBy("questionnaire").execute()).map(toStored),
    listRemoved: (study) =>
      db.selectFrom("quota_removals").select(["questionnaire", "revision"]).where("study", "=", study).execute(),
    put: (study, { plan, revision }) => {
      const { questionnaire, axes, margins = [] } = plan;
      const place = { study, questionnaire };
      const counters = listParts(plan).flatMap(({ plan: part, nameOf }) => [
        ...part.cells.map(({ groups, target, limit }) => ({
          ...place,
          cell: nameOf(groups),
          most: limit ? target : null,
        })),
        { ...place, cell: nameOf([]), most: null },
      ]);
      const strata = listStrata(plan).map((stratum) => ({ ...place, ...stratum }));
      const paths = { first_path: pathOf(axes[0]) ?? "$", second_path: pathOf(axes[1]) };
      return writeOf(
        ...clear(study, questionnaire),
        db.insertInto("quota_plans").values({ ...place, ...paths, revision, document: JSON.stringify(plan) }),
        ...chunkRows(counters, 4, maxParameters).map((chunk) => db.insertInto("quota_cells").values(chunk)),
        ...chunkRows(strata, 5, maxParameters).map((chunk) => db.insertInto("quota_strata").values(chunk)),
        ...margins.flatMap((margin) => writeMargin(place, margin)),
        recount(study, questionnaire),
      );
    },
    remove: (study, questionnaire, revision) =>
      writeOf(
        ...clear(study, questionnaire),
        db.insertInto("quota_removals").values({ study, questionnaire, revision }),
      ),
    listCounts: async (study, questionnaire) => {
      const waiting = await countWaitingCells(db, { study, questionnaire }, clock.now());
      const rows = await db
        .selectFrom("quota_cells")
        .select(["cell", "received", "valid"])
        .where("study", "=", study)
        .where("questionnaire", "=", questionnaire)
        .execute();
      return rows.map(({ cell, received, valid }) => {
        const hidden = waiting.get(cell) ?? { received: 0, valid: 0 };
        return { cell, received: received - hidden.received, valid: valid - hidden.valid };
      });
    },
    countStrata: async (study, { questionnaire, axes }) => {
      const [first, second] = [pathOf(axes[0]), pathOf(axes[1])];
      const strata = await shownResponses(db, clock.now())
        .select((read) => [
          sql<string>`coalesce(cast(json_extract(answers, ${first}) as text), '')`.as("first"),
          sql<string>`coalesce(cast(json_extract(answers, ${second}) as text), '')`.as("second"),
          read.fn.countAll<number>().as("count"),
        ])
        .where("study", "=", study)
        .where("questionnaire", "=", questionnaire)
        .where("status", "=", "complete")
        .groupBy(["first", "second"])
        .execute();
      return strata.map((row) => ({ ...row, count: Number(row.count) }));
    },
  };
}
