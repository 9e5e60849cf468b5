import type { PlanItem } from "@diaoyan/instruments";
import type {
  PlanStore,
  RosterStore,
  SealedPerson,
  StoredPerson,
  StoredSample,
  StoredUnit,
} from "../../ports/roster-store.ts";
import { chunkRows, type SqlGateway } from "../gateway.ts";
import { writeOf } from "../write.ts";

type UnitDocument = Omit<StoredUnit, "code">;
type PersonDocument = Omit<StoredPerson, "person" | "unit">;

export function createRosterStore({ db, maxParameters }: SqlGateway): RosterStore {
  return {
    findRevision: async (study) => {
      const row = await db.selectFrom("rosters").select("revision").where("study", "=", study).executeTakeFirst();
      return row?.revision ?? 0;
    },
    putRevision: (study, revision) =>
      writeOf(
        db
          .insertInto("rosters")
          .values({ study, revision })
          .onConflict((conflict) => conflict.column("study").doUpdateSet({ revision })),
      ),
    listUnits: async (study) => {
      const rows = await db.selectFrom("units").selectAll().where("study", "=", study).orderBy("code").execute();
      return rows.map(({ code, document }) => ({ ...(JSON.parse(document) as UnitDocument), code }) as StoredUnit);
    },
    putUnits: (study, units) => {
      const rows = units.map(({ code, ...document }) => ({ study, code, document: JSON.stringify(document) }));
      return writeOf(
        ...chunkRows(rows, 3, maxParameters).map((chunk) =>
          db
            .insertInto("units")
            .values(chunk)
            .onConflict((conflict) =>
              conflict.columns(["study", "code"]).doUpdateSet((row) => ({ document: row.ref("excluded.document") })),
            ),
        ),
      );
    },
    removeUnit: (study, code) => writeOf(db.deleteFrom("units").where("study", "=", study).where("code", "=", code)),
    listPeople: async (study, page) => {
      let query = db
        .selectFrom("roster_people")
        .leftJoin("people_personal", (join) =>
          join
            .onRef("people_personal.study", "=", "roster_people.study")
            .onRef("people_personal.person", "=", "roster_people.person"),
        )
        .select(["roster_people.person", "roster_people.unit", "roster_people.document", "people_personal.sealed"])
        .where("roster_people.study", "=", study)
        .orderBy("roster_people.person");
      if (page?.unit !== undefined) query = query.where("roster_people.unit", "=", page.unit);
      if (page?.after !== undefined) query = query.where("roster_people.person", ">", page.after);
      if (page !== undefined) query = query.limit(page.limit);
      const rows = await query.execute();
      return rows.map(
        ({ document, ...row }): SealedPerson => ({ ...(JSON.parse(document) as PersonDocument), ...row }),
      );
    },
    countByUnit: async (study) => {
      const rows = await db
        .selectFrom("roster_people")
        .select((read) => ["unit", read.fn.countAll<number>().as("count")])
        .where("study", "=", study)
        .groupBy("unit")
        .execute();
      return new Map(rows.map(({ unit, count }) => [unit ?? "", Number(count)]));
    },
    putPeople: (study, people) => {
      const rows = people.map(({ person, unit, ...document }) => ({
        study,
        person,
        unit,
        document: JSON.stringify(document),
      }));
      return writeOf(
        ...chunkRows(rows, 4, maxParameters).map((chunk) =>
          db
            .insertInto("roster_people")
            .values(chunk)
            .onConflict((conflict) =>
              conflict
                .columns(["study", "person"])
                .doUpdateSet((row) => ({ unit: row.ref("excluded.unit"), document: row.ref("excluded.document") })),
            ),
        ),
      );
    },
    removePerson: (study, person) =>
      writeOf(db.deleteFrom("roster_people").where("study", "=", study).where("person", "=", person)),
    listSamples: async (study) => {
      const rows = await samples(study).orderBy("drawn_at", "desc").orderBy("id").execute();
      return rows.map(toSample);
    },
    findSample: async (study, id) => {
      const row = await samples(study).where("id", "=", id).executeTakeFirst();
      return row && toSample(row);
    },
    addSample: (study, { id, drawnAt, ...document }) =>
      writeOf(
        db.insertInto("roster_samples").values({ study, id, document: JSON.stringify(document), drawn_at: drawnAt }),
      ),
  };

  function samples(study: string) {
    return db.selectFrom("roster_samples").select(["id", "document", "drawn_at"]).where("study", "=", study);
  }
}

function toSample(row: { readonly id: string; readonly document: string; readonly drawn_at: string }): StoredSample {
  const document = JSON.parse(row.document) as Omit<StoredSample, "id" | "drawnAt">;
  return { ...document, id: row.id, drawnAt: row.drawn_at };
}

export function createPlanStore({ db }: SqlGateway): PlanStore {
  const rows = (study: string) => db.selectFrom("plan_items").select("document").where("study", "=", study);
  return {
    find: async (study, id) => {
      const row = await rows(study).where("id", "=", id).executeTakeFirst();
      return row && (JSON.parse(row.document) as PlanItem);
    },
    remove: (study, id) => writeOf(db.deleteFrom("plan_items").where("study", "=", study).where("id", "=", id)),
    list: async (study) =>
      (await rows(study).orderBy("id").execute()).map(({ document }) => JSON.parse(document) as PlanItem),
    put: (study, item) => {
      const row = { revision: item.revision, document: JSON.stringify(item) };
      return writeOf(
        db
          .insertInto("plan_items")
          .values({ study, id: item.id, ...row })
          .onConflict((conflict) => conflict.columns(["study", "id"]).doUpdateSet(row)),
      );
    },
  };
}
