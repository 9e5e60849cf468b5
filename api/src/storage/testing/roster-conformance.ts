import { brandAs, type PlanItem, type UnitCode } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { sampleNote, sampleStudy } from "../../../test/sample-rows.ts";
import { makePlanItem } from "../../../test/session.ts";
import { StorageConflict } from "../../ports/journal.ts";
import type { StoredPerson, StoredUnit } from "../../ports/roster-store.ts";
import type { openStores } from "../stores/open-stores.ts";

type Stores = ReturnType<typeof openStores>;

const at = "2026-11-24T02:00:00.000Z";
const unitOf = (code: string): StoredUnit => ({
  code: brandAs<UnitCode>(code),
  sealedName: "封存",
  unitType: "市属高校",
  pilotLevel: "非试点",
  keyUnit: false,
  district: "南开",
  revision: 1,
});
const personOf = (place: number, unit: string | null): StoredPerson => ({
  person: `p${String(place).padStart(3, "0")}`,
  unit,
  category: "",
  title: "正高",
  ageBand: "",
  education: "",
  field: "",
  level: "",
  source: "测试（模拟数据）",
});

/** What the roster must hold on every adapter. */
export function describeRoster(stores: () => Stores): void {
  const fill = async (count: number) => {
    const { roster, personal, keyStore, journal } = stores();
    const people = Array.from({ length: count }, (_, place) => personOf(place, place % 2 === 0 ? "u-1" : null));
    const sealed = new Map(people.map(({ person }) => [person, `封存${person}`]));
    const keys = people.map(({ person }) => ({
      id: `k-${person}`,
      study: sampleStudy,
      purpose: "person" as const,
      subject: person,
      wrapped: "w",
    }));
    await journal.commit(sampleStudy, sampleNote, [
      roster.putUnits(sampleStudy, [unitOf("u-1")]),
      keyStore.add(keys, at),
      personal.putAll(sampleStudy, sealed, at),
      roster.putPeople(sampleStudy, people),
    ]);
    return people;
  };

  it("keeps indicators, findings and recommendations of a study as one document with its revision", async () => {
    const { evidence, journal } = stores();
    const finding = { id: "f-1", problem: "评审周期长😀", evidence: ["code:c"], cause: "" };
    const document = { indicators: [], findings: [finding], recommendations: [] };
    expect(await evidence.find(sampleStudy)).toBeUndefined();
    await journal.commit(sampleStudy, sampleNote, [evidence.put(sampleStudy, { revision: 1, document })]);
    await journal.commit(sampleStudy, sampleNote, [
      evidence.put(sampleStudy, { revision: 2, document: { ...document, findings: [] } }),
    ]);
    await journal.commit(sampleStudy, sampleNote, [evidence.put(sampleStudy, { revision: 3, document })]);
    expect(await evidence.find(sampleStudy)).toEqual({ revision: 3, document });
  });

  it("keeps more people than one statement binds, in pages, by unit, with their sealed names and keys", async () => {
    const people = await fill(230);
    const { roster, personal, keyStore, journal } = stores();
    const all = await roster.listPeople(sampleStudy);
    expect(all.map(({ person }) => person)).toEqual(people.map(({ person }) => person));
    expect(all[3]).toEqual({ ...personOf(3, null), sealed: "封存p003" });
    const page = await roster.listPeople(sampleStudy, { unit: "u-1", after: "p010", limit: 2 });
    expect(page.map(({ person }) => person)).toEqual(["p012", "p014"]);
    expect(await roster.countByUnit(sampleStudy)).toEqual(
      new Map([
        ["", 115],
        ["u-1", 115],
      ]),
    );
    const codes = people.map(({ person }) => person);
    for (const wanted of [codes.slice(0, 3), codes, []]) {
      expect([...(await keyStore.findPeople(sampleStudy, wanted)).keys()].sort()).toEqual(wanted);
    }
    await journal.commit(sampleStudy, sampleNote, [
      roster.putPeople(sampleStudy, [{ ...personOf(0, null), title: "副高" }]),
      personal.putAll(sampleStudy, new Map([["p000", "另封"]]), at),
      roster.removePerson(sampleStudy, "p001"),
    ]);
    const [first, second] = await roster.listPeople(sampleStudy, { limit: 2 });
    expect([first, second?.person]).toEqual([{ ...personOf(0, null), title: "副高", sealed: "另封" }, "p002"]);
  });

  it("keeps planned items until they are removed", async () => {
    const { plan, journal } = stores();
    const [one, other] = [makePlanItem("a"), makePlanItem("b")] as unknown as readonly PlanItem[];
    await journal.commit(
      sampleStudy,
      sampleNote,
      [one, other].flatMap((item) => (item ? [plan.put(sampleStudy, item)] : [])),
    );
    await journal.commit(sampleStudy, sampleNote, [plan.remove(sampleStudy, "a"), plan.remove(sampleStudy, "gone")]);
    expect(await plan.list(sampleStudy)).toEqual([other]);
    expect(await plan.find(sampleStudy, "a")).toBeUndefined();
  });

  it("removes no unit that has people, and none of their records with it", async () => {
    await fill(1);
    const { roster, journal } = stores();
    const error = await journal
      .commit(sampleStudy, sampleNote, [roster.removeUnit(sampleStudy, "u-1")])
      .catch((thrown) => thrown);
    expect(error).toBeInstanceOf(StorageConflict);
    await journal.commit(sampleStudy, sampleNote, [
      roster.removePerson(sampleStudy, "p000"),
      roster.removeUnit(sampleStudy, "u-1"),
      roster.putRevision(sampleStudy, 4),
    ]);
    expect([await roster.listUnits(sampleStudy), await roster.findRevision(sampleStudy)]).toEqual([[], 4]);
  });
}
