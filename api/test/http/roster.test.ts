import { join as joinPath } from "node:path";
import { readWorkbook } from "@diaoyan/instruments";
import { CompiledQuery } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { Sqlite3Connection } from "../../src/storage/sqlite3-connection.node.ts";
import { openStudyServer } from "../open-study-server.ts";
import { join } from "../people.ts";
import { codeOf, problemOf } from "../problem-of.ts";
import { smallStudy } from "../study.ts";

const { server, lead } = await openStudyServer();
const researcher = await join(server, lead, "researcher", { study: smallStudy, role: "researcher" });
const viewer = await join(server, lead, "viewer", { study: smallStudy, role: "viewer" });

const params = { study: smallStudy };
type Cells = Readonly<Record<string, string>>;
type Decisions = { units: Record<string, string>; rows: Record<string, "skip" | "add" | { update: string }> };

const take = (rows: readonly Cells[], more: Partial<Decisions> = {}, check = false) =>
  researcher.client.call(routes.importRoster, {
    params,
    body: {
      kind: "people",
      source: "测试名单（模拟数据），经本人同意",
      check,
      rows: rows.map((cells, at) => ({ row: at + 2, cells })),
      decisions: { units: {}, rows: {}, ...more },
    },
  });

const first = [
  { name: "王芳", unit: "示例大学", phone: "13800000001", title: "正高", district: "南开", unitType: "市属高校" },
  { name: "李明", unit: "示例研究所", phone: "13800000002", title: "副高", ageBand: "1990" },
];
const readAll = async () => (await researcher.client.call(routes.getRoster, { params, query: {} })).people;

describe("importing a roster", () => {
  it("says what would happen, then takes a file once, however often and by whomever it is sent", async () => {
    expect(await take(first, {}, true)).toMatchObject({ stored: false, added: 2, units: 2 });
    expect(await readAll()).toEqual([]);
    const both = await Promise.all([take(first), take(first)]);
    expect(both.map(({ added }) => added).sort()).toEqual([0, 2]);
    expect(await take(first)).toMatchObject({ added: 0, unchanged: 2, units: 0 });
    expect((await readAll()).map(({ name }) => name).sort()).toEqual(["李明", "王芳"]);
  });

  it("takes the good rows, names the bad cells, and waits with likely doubles", async () => {
    const report = await take([
      { name: "赵敏", unit: "示例大学" },
      { name: "", unit: "示例大学", phone: "12" },
      { name: "王芳", unit: "示例大学", phone: "13900000009" },
      { name: "孙强", unit: "示例大学医学部" },
    ]);
    expect(report).toMatchObject({ stored: true, added: 1, units: 0 });
    expect(report.faults.map(({ row, field, reason }) => [row, field, reason])).toEqual([
      [3, "name", "empty"],
      [3, "phone", "phone"],
    ]);
    expect(report.questions).toMatchObject([
      { ask: "person", row: 4, twins: [{ why: "sameNameUnit", name: "王芳", phone: "13800000001" }] },
      { ask: "unit", row: 5, candidates: ["示例大学"] },
    ]);
    expect(await readAll()).toHaveLength(3);
  });

  it("takes the values of a row for a known person where it is told to, and keeps the code", async () => {
    const before = (await readAll()).find(({ name }) => name === "王芳");
    const row = { name: "王芳", unit: "示例大学", phone: "13900000009", title: "正高" };
    await take([row], { rows: { 2: { update: before?.person ?? "" } } });
    expect((await readAll()).filter(({ name }) => name === "王芳")).toMatchObject([
      { person: before?.person, phone: "13900000009" },
    ]);
  });

  it("gives an .xlsx that, imported again, changes nothing", async () => {
    const answer = await researcher.client.call(routes.exportRoster, { params });
    const [people] = readWorkbook(new Uint8Array(await answer.arrayBuffer())).sheets;
    const [header = [], ...rows] = people?.rows ?? [];
    const fields = ["name", "unit", "phone", "email", "category", "title", "ageBand", "education", "field", "level"];
    expect(header.slice(0, 3)).toEqual(["姓名", "单位名称", "电话"]);
    const again = rows.map((row) => Object.fromEntries(fields.map((field, at) => [field, row[at] ?? ""])));
    expect(await take(again)).toMatchObject({ added: 0, updated: 0, unchanged: 3, questions: [], faults: [] });
  });
});

describe("names and contacts", () => {
  it("stand nowhere in plain in the database, and are found by a part of them", async () => {
    const { people, next } = await researcher.client.call(routes.getRoster, {
      params,
      query: { find: "芳", limit: 1 },
    });
    expect([people.map(({ name }) => name), next]).toEqual([["王芳"], null]);
    const database = await Sqlite3Connection.open(joinPath(server.dataFolder, "diaoyan.sqlite"), "reader", []);
    for (const table of ["roster_people", "people_personal", "units", "audit_log", "edits"]) {
      const { rows } = await database.execute(CompiledQuery.raw(`select * from ${table}`));
      // by chance a hash or an id holds eleven digits that look like a phone
      const plain = JSON.stringify(rows).replaceAll(
        /"(?:[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/g,
        "",
      );
      expect(plain).not.toMatch(/王芳|李明|1[38]\d{9}|示例大学/);
    }
    await database.close();
  });

  it("are gone after erasure, and so is the key, while others stay", async () => {
    const [one] = (await readAll()).filter(({ name }) => name === "赵敏");
    const place = { ...params, person: one?.person ?? "" };
    await researcher.client.call(routes.erasePerson, { params: place });
    await researcher.client.call(routes.erasePerson, { params: place });
    expect((await readAll()).map(({ name }) => name).sort()).toEqual(["李明", "王芳"]);
    const keys = await server.services.ports.keys.openPersonal(smallStudy, place.person, "");
    expect(keys).toBeUndefined();
    const { entries } = await lead.client.call(routes.listAudit, { params, query: {} });
    // once, however often it was asked for, and with a certificate the log knows
    const { erasures } = await lead.client.call(routes.getPersonal, { params, query: {} });
    expect(erasures).toMatchObject([
      {
        subject: place.person,
        keys: [expect.any(String)],
        erased: [{ kind: "contact", count: 1 }, { kind: "roster" }],
      },
    ]);
    const logged = entries.filter(({ action }) => action === "personal.erase").map(({ subject }) => subject);
    expect(logged).toEqual([`${erasures[0]?.id} ${erasures[0]?.hash}`]);
  });
});

describe("one person at the desk", () => {
  const cells = {
    name: "周 宁",
    phone: "+86 138-0000-0007",
    email: "",
    category: "基础研究",
    title: "副高",
    ageBand: "1988年3月",
    education: "博士",
    field: "",
    level: "",
  };
  const save = (person: string, change: Partial<typeof cells> = {}, more: { state?: string; another?: boolean } = {}) =>
    researcher.client.call(routes.savePerson, {
      params: { ...params, person },
      body: {
        person: { ...cells, ...change },
        unit: "u-desk",
        source: "本人电话登记（模拟数据）",
        state: more.state ?? "",
        another: more.another ?? false,
      },
    });
  beforeAll(() =>
    researcher.client.call(routes.saveUnit, {
      params: { ...params, unit: "u-desk" },
      body: {
        unit: { name: "示例医院", unitType: "医疗卫生", pilotLevel: "非试点", keyUnit: false, district: "和平" },
        revision: 0,
      },
    }),
  );

  it("is added once however often the button is pressed, read and sealed as a row of a file is", async () => {
    const both = await Promise.all([save("r-1"), save("r-1")]);
    const { person } = await save("r-1");
    for (const one of [person, ...both.map((answer) => answer.person)]) {
      expect(one).toMatchObject({ name: "周 宁", phone: "13800000007", ageBand: "36—40岁", unit: "u-desk" });
    }
    expect((await readAll()).filter(({ name }) => name === "周 宁")).toEqual([person]);
    const keys = await server.services.ports.personal.find(smallStudy, "r-1");
    expect(keys).not.toMatch(/周|138/);
  });

  it("is changed by one of two editors, and is nobody's after an erasure", async () => {
    const { state } = (await save("r-1")).person;
    const changed = await save("r-1", { title: "正高" }, { state });
    expect(changed.person).toMatchObject({ title: "正高", name: "周 宁" });
    expect(await codeOf(save("r-1", { title: "中级" }, { state }))).toBe("edit.conflict");
    await researcher.client.call(routes.erasePerson, { params: { ...params, person: "r-1" } });
    expect(await codeOf(save("r-1", {}, { state: changed.person.state }))).toBe("roster.personNotFound");
    expect(await codeOf(save("r-1"))).toBe("personal.erased");
  });

  it("waits where it may be somebody known, names bad cells, and takes no code of an invitation", async () => {
    await save("r-2");
    const twin = await problemOf(save("r-3", { phone: "" }));
    expect(twin).toMatchObject({ code: "roster.likelyTwin", errors: [{ message: "周 宁 示例医院 13800000007" }] });
    expect((await save("r-3", { phone: "" }, { another: true })).person.person).toBe("r-3");
    const bad = await problemOf(save("r-4", { name: "", phone: "12", email: "110101199003078888" }));
    expect(bad.errors?.map(({ place, code }) => [place, code])).toEqual([
      ["person.name", "empty"],
      ["person.phone", "phone"],
      ["person.email", "idNumber"],
    ]);
    await server.services.ports.journal.commit(smallStudy, { actor: "tester", action: "test", subject: "" }, [
      server.services.ports.personal.put(smallStudy, "invited", "sealed", "2026-01-01T00:00:00.000Z"),
    ]);
    expect(await codeOf(save("invited", {}, { another: true }))).toBe("edit.conflict");
    expect(await codeOf(viewer.client.call(routes.erasePerson, { params: { ...params, person: "r-2" } }))).toBe(
      "access.role",
    );
    for (const person of ["r-2", "r-3"]) {
      await researcher.client.call(routes.erasePerson, { params: { ...params, person } });
    }
  });
});

describe("units", () => {
  const unit = {
    name: "新单位",
    unitType: "民营企业",
    pilotLevel: "非试点" as const,
    keyUnit: false,
    district: "西青",
  };
  const save = (code: string, revision: number, change: Partial<typeof unit> = {}) =>
    researcher.client.call(routes.saveUnit, {
      params: { ...params, unit: code },
      body: { unit: { ...unit, ...change }, revision },
    });

  it("are made, changed by one of two editors, and removed while nobody belongs to them", async () => {
    await save("u-new", 0);
    expect((await save("u-new", 1, { district: "东丽" })).unit).toMatchObject({ revision: 2, district: "东丽" });
    expect(await codeOf(save("u-new", 1, { district: "和平" }))).toBe("edit.conflict");
    expect(await codeOf(save("u-other", 0, { name: "新 单位" }))).toBe("roster.unitExists");
    await researcher.client.call(routes.removeUnit, { params: { ...params, unit: "u-new" } });
    const { units } = await researcher.client.call(routes.getRoster, { params, query: {} });
    const used = units.find(({ people }) => people > 0);
    expect(
      await codeOf(researcher.client.call(routes.removeUnit, { params: { ...params, unit: used?.code ?? "" } })),
    ).toBe("roster.unitInUse");
  });
});

describe("structure and samples", () => {
  it("E2 counts exactly for those who steer, in lots and without small cells for others, who see no single unit", async () => {
    await take(
      Array.from({ length: 23 }, (_, at) => ({
        name: `人员${at}`,
        unit: at < 12 ? "示例大学" : "示例研究所",
        title: at % 2 === 0 ? "正高" : "中级",
      })),
    );
    const query = { by: "title" as const, across: "unitType" as const };
    const exact = await researcher.client.call(routes.getRosterStructure, { params, query });
    expect(exact).toMatchObject({ guarded: false, units: 3, table: { total: 25 } });
    const guarded = await viewer.client.call(routes.getRosterStructure, { params, query });
    expect(guarded).toMatchObject({ guarded: true, table: { total: 25 } });
    const shown = [...guarded.table.cells.flat(), ...guarded.table.rowTotals].filter((count) => count !== null);
    expect(shown.every((count) => count % 5 === 0)).toBe(true);
    expect(guarded.table.rows).not.toContain("副高");
    expect(await codeOf(viewer.client.call(routes.getRosterStructure, { params, query: { by: "unit" } }))).toBe(
      "access.role",
    );
  });

  it("draws a sample that can be drawn again, keeps seed and chances, and tells erased people by nothing", async () => {
    const draw = (sample: string, seed: number) =>
      researcher.client.call(routes.drawSample, {
        params: { ...params, sample },
        body: { by: "title", seed, total: 8, allocation: "proportional", reserves: 1 },
      });
    const read = (sample: string) => researcher.client.call(routes.getSample, { params: { ...params, sample } });
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
    const { sample } = await draw(one, 2026);
    expect(sample).toMatchObject({ by: "title", frameSize: 25, design: { seed: 2026 } });
    await draw(other, 2026);
    const drawn = (await read(one)).drawn;
    expect(drawn).toHaveLength(8);
    expect((await read(other)).drawn).toEqual(drawn);
    expect(await draw(one, 7)).toEqual({ sample });
    const [first] = drawn;
    await researcher.client.call(routes.erasePerson, { params: { ...params, person: first?.person ?? "" } });
    expect((await read(one)).drawn[0]).toMatchObject({ person: first?.person, name: "", phone: "" });
    const file = await researcher.client.call(routes.exportSample, { params: { ...params, sample: one } });
    const { sheets } = readWorkbook(new Uint8Array(await file.arrayBuffer()));
    expect(sheets.map(({ name, rows }) => [name, rows.length > 1])).toEqual([
      ["样本", true],
      ["候补", true],
      ["抽样说明", true],
    ]);
    expect(sheets[2]?.rows).toContainEqual(["随机种子", "2026"]);
  });
});
