import { expect, it } from "vitest";
import { sampleNote, sampleStudy } from "../../../test/sample-rows.ts";
import { checkRows } from "../../use-cases/verify-rows.ts";
import type { SqlGateway } from "../gateway.ts";
import type { openStores } from "../stores/open-stores.ts";

/** People of more than one statement, of which each is written twice. */
const many = 230;

/** Rows that were written past the stores are named, on every database. */
export function describeTamperedRows(stores: () => ReturnType<typeof openStores>, gateway: () => SqlGateway): void {
  it("names each row that was altered, taken out or slipped in past the stores, among many", async () => {
    const { journal, roster } = stores();
    const people = (title: string) =>
      Array.from({ length: many }, (_, at) => ({ person: `p${at}`, unit: null, title }) as never);
    for (const title of ["讲师", "教授"])
      await journal.commit(sampleStudy, sampleNote, [roster.putPeople(sampleStudy, people(title))]);
    const findings = async () => {
      const audit = [...(await journal.list(sampleStudy, undefined, 100))].reverse();
      return (await checkRows(stores(), sampleStudy, audit)).map(({ code, place }) => `${code} ${place}`);
    };
    expect(await findings()).toEqual([]);

    const { db } = gateway();
    await db.updateTable("roster_people").set({ document: "{}" }).where("person", "=", "p1").execute();
    await db.deleteFrom("roster_people").where("person", "=", "p199").execute();
    const slipped = { study: sampleStudy, person: "p999", unit: null, document: "{}" };
    await db.insertInto("roster_people").values(slipped).execute();
    expect((await findings()).sort()).toEqual([
      "row.changed roster_people p1",
      "row.missing roster_people p199",
      "row.unlogged roster_people p999",
    ]);

    const salts = db.selectFrom("row_seals").select("salt").where("tbl", "=", "roster_people");
    const kept = (await salts.execute()).filter(({ salt }) => salt !== null);
    expect(new Set(kept.map(({ salt }) => salt)).size).toBe(many);
  });
}
