import { listStrata, nameCell, type QuotaAxis, type QuotaPlan } from "@diaoyan/instruments";
import { sql } from "kysely";
import type { QuotaStore, StoredQuotaPlan } from "../../ports/quota-store.ts";
import { chunkRows, type SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

/** Where an axis finds its answer in the JSON of a response. */
const pathOf = (axis: QuotaAxis | undefined): string | null =>
  axis === undefined ? null : `$.${JSON.stringify(axis.variable)}`;

const toStored = (row: { readonly document: string; readonly revision: number }): StoredQuotaPlan => ({
  plan: JSON.parse(row.document) as QuotaPlan,
  revision: row.revision,
});

export function createQuotaStore(gateway: SqlGateway): QuotaStore {
  const { db, maxParameters } = gateway;
  const plans = (study: string) =>
    db.selectFrom("quota_plans").select(["document", "revision"]).where("study", "=", study);

  const clear = (study: string, questionnaire: string) =>
    (["quota_strata", "quota_cells", "quota_plans"] as const).map((table) =>
      db.deleteFrom(table).where("study", "=", study).where("questionnaire", "=", questionnaire),
    );

  /** Counts every response of the questionnaire into its cell. */
  const recount = (study: string, questionnaire: string) => ({
    compile: () =>
      sql`update quota_cells set received = counted.received, valid = counted.valid
        from (
          select cell, count(*) as received, sum(status = 'complete') as valid from response_cells
          where study = ${study} and questionnaire = ${questionnaire} and status <> 'withdrawn' group by cell
        ) as counted
        where quota_cells.study = ${study} and quota_cells.questionnaire = ${questionnaire}
          and quota_cells.cell = counted.cell`.compile(db),
  });

  return {
    find: async (study, questionnaire) => {
      const row = await plans(study).where("questionnaire", "=", questionnaire).executeTakeFirst();
      return row === undefined ? undefined : toStored(row);
    },
    list: async (study) => (await plans(study).orderBy("questionnaire").execute()).map(toStored),
    put: (study, { plan, revision }) => {
      const { questionnaire, axes, cells } = plan;
      const place = { study, questionnaire };
      const counters = cells.map(({ groups, target, limit }) => ({
        ...place,
        cell: nameCell(groups),
        most: limit ? target : null,
      }));
      const strata = listStrata(plan).map((stratum) => ({ ...place, ...stratum }));
      const paths = { first_path: pathOf(axes[0]) ?? "$", second_path: pathOf(axes[1]) };
      return writeOf(
        ...clear(study, questionnaire),
        db.insertInto("quota_plans").values({ ...place, ...paths, revision, document: JSON.stringify(plan) }),
        ...chunkRows([...counters, { ...place, cell: "", most: null }], 4, maxParameters).map((chunk) =>
          db.insertInto("quota_cells").values(chunk),
        ),
        ...chunkRows(strata, 5, maxParameters).map((chunk) => db.insertInto("quota_strata").values(chunk)),
        recount(study, questionnaire),
      );
    },
    listCounts: (study, questionnaire) =>
      db
        .selectFrom("quota_cells")
        .select(["cell", "received", "valid"])
        .where("study", "=", study)
        .where("questionnaire", "=", questionnaire)
        .execute(),
    countStrata: async (study, { questionnaire, axes }) => {
      const [first, second] = [pathOf(axes[0]), pathOf(axes[1])];
      const { rows } = await sql<{ first: string; second: string; count: number }>`
        select coalesce(cast(json_extract(answers, ${first}) as text), '') as first,
          coalesce(cast(json_extract(answers, ${second}) as text), '') as second, count(*) as count
        from responses where study = ${study} and questionnaire = ${questionnaire} and status = 'complete'
        group by 1, 2`.execute(db);
      return rows.map((row) => ({ ...row, count: Number(row.count) }));
    },
  };
}
