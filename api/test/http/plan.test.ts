import { readWorkbook } from "@diaoyan/instruments";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { openStudyServer } from "../open-study-server.ts";
import { join, type Session } from "../people.ts";
import { problemOf } from "../problem-of.ts";
import { makePlanItem, makeSession } from "../session.ts";
import { smallStudy } from "../study.ts";

const { server, lead } = await openStudyServer();
const interviewer = await join(server, lead, "interviewer", { study: smallStudy, role: "interviewer" });
let me: string;
const params = { study: smallStudy };
beforeAll(async () => {
  me = (await interviewer.client.call(routes.getMe, {})).user.id;
  await lead.client.call(routes.saveUnit, {
    params: { ...params, unit: "u-1" },
    body: {
      unit: { name: "示例大学", unitType: "高校", pilotLevel: "国家试点单位", keyUnit: true, district: "南开" },
      revision: 0,
    },
  });
});

const plan = (id: string, changes: Record<string, unknown> = {}) =>
  lead.client.call(routes.savePlanItem, { params: { ...params, item: id }, body: { item: makePlanItem(id, changes) } });
const hold = (session: ReturnType<typeof makeSession>) =>
  interviewer.client.call(routes.saveSession, {
    params: { ...params, session: session.id },
    body: { session: session as unknown as Record<string, never> },
  });
const kitOf = async (who: Session) => {
  const { sessions, plan: cards } = await who.client.call(routes.getFieldKit, { params });
  return { sessions: sessions as unknown as ReturnType<typeof makeSession>[], cards };
};

describe("the plan", () => {
  const [mine, free, theirs] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];

  it("gives an interviewer's device what is assigned to them, filled in, and the rest to those who steer", async () => {
    const { user } = await lead.client.call(routes.getMe, {});
    await plan(mine, { assignees: [me], unit: "u-1" });
    await plan(free);
    await plan(theirs, { assignees: [user.id] });
    const own = await kitOf(interviewer);
    expect(own.sessions.map(({ id }) => id)).toEqual([mine]);
    expect(own.sessions[0]).toMatchObject({
      revision: 0,
      status: "planned",
      protocol: "p-a",
      site: { unit: "u-1", pilotLevel: "国家试点单位", keyUnit: true, district: "南开" },
      participants: [{ role: "受访" }, { role: "受访" }],
    });
    expect(own.cards).toMatchObject([{ item: mine, unitName: "示例大学", personTimes: 2, to: "2026-12-10" }]);
    expect((await kitOf(lead)).sessions.map(({ id }) => id).sort()).toEqual([free, theirs].sort());
    const seen = await interviewer.client.call(routes.getPlan, { params });
    expect([seen.items.length, seen.lines.length, seen.team, seen.units]).toEqual([
      1,
      1,
      [],
      [{ code: "u-1", name: "示例大学" }],
    ]);
  });

  it("counts what is planned into the ledger's foreseen figure, without a line of evidence", async () => {
    const { entries } = await lead.client.call(routes.getLedger, { params });
    const entry = entries.find(({ obligation }) => obligation.id === "interviews");
    expect(entry).toMatchObject({ count: 0, planned: 6, lines: [] });
  });

  it("holds the item against the session that was begun from it, and leaves the device's kit", async () => {
    const { sessions } = await kitOf(interviewer);
    const begun = sessions.find(({ id }) => id === mine);
    await hold(makeSession(mine, { ...begun, status: "held", day: "2026-12-12", notes: [], revision: 0 }));
    const { lines, sum } = await lead.client.call(routes.getPlan, { params });
    expect(lines.find(({ item }) => item === mine)).toMatchObject({
      session: mine,
      outcome: "moved",
      day: "2026-12-12",
      planned: 2,
      actual: 0,
    });
    expect(sum).toMatchObject({ sessions: 3, planned: 6, short: 2 });
    expect((await kitOf(interviewer)).sessions).toEqual([]);
  });

  it("tells a cancelled item with its reason and a held session nobody planned", async () => {
    await plan(free, { cancelled: "单位无法安排", revision: 1 });
    await hold(makeSession(crypto.randomUUID()));
    const { lines } = await lead.client.call(routes.getPlan, { params });
    expect(lines.find(({ item }) => item === free)).toMatchObject({ outcome: "cancelled", reason: "单位无法安排" });
    expect(lines.filter(({ outcome }) => outcome === "unplanned")).toMatchObject([{ item: null, actual: 1 }]);
    expect((await kitOf(lead)).sessions.map(({ id }) => id)).toEqual([theirs]);
  });

  it("stands in the acceptance list, line by line", async () => {
    const answer = await lead.client.call(routes.exportEvidence, { params });
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const name = Object.keys(files).find((file) => file.endsWith(".xlsx")) ?? "";
    const { sheets } = readWorkbook(files[name] ?? new Uint8Array());
    const rows = sheets.find((sheet) => sheet.name === "计划与实际")?.rows ?? [];
    expect(rows.some((row) => row.includes("已取消") && row.includes("单位无法安排"))).toBe(true);
    expect(rows.some((row) => row.includes("改期举行") && row.includes("2026-12-12"))).toBe(true);
    const list = unzipSync(files[Object.keys(files).find((file) => file.endsWith(".docx")) ?? ""] ?? new Uint8Array());
    const text = strFromU8(list["word/document.xml"] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, "");
    expect(text).toContain(
      "三、调研计划与执行计划3场，其中改期举行1场、待举行1场、已取消1场。计划受访6人次，实际0人次。",
    );
    expect(text).toMatch(
      /计划外举行1场，受访1人次。已举行的场次比计划少2人次。.*已取消：单位无法安排.*四、附件.*五、说明/,
    );
  });

  it("takes away an item nobody has begun, as it was looked at, and no other", async () => {
    const id = crypto.randomUUID();
    await plan(id, { assignees: [me] });
    const remove = (item: string, revision: number) =>
      lead.client.call(routes.removePlanItem, { params: { ...params, item }, query: { revision } });
    await plan(id, { title: "改过的计划", revision: 1 });
    expect((await problemOf(remove(id, 1))).code).toBe("edit.conflict");
    expect((await problemOf(remove(mine, 1))).code).toBe("plan.begun");
    await remove(id, 2);
    expect((await problemOf(remove(id, 2))).code).toBe("plan.notFound");
    expect(
      (await lead.client.call(routes.getPlan, { params })).items.map((item) => (item as { id: string }).id),
    ).not.toContain(id);
    // a device that had begun it without a network loses nothing
    await hold(makeSession(id));
    const { lines } = await lead.client.call(routes.getPlan, { params });
    expect(lines.find(({ session }) => session === id)).toMatchObject({ item: null, outcome: "unplanned" });
  });

  it("names an unknown unit, protocol or person, and refuses the edit of an old state", async () => {
    const id = crypto.randomUUID();
    const wrong = await problemOf(plan(id, { unit: "u-9", protocol: "p-z", assignees: ["nobody"] }));
    expect(wrong.code).toBe("plan.invalid");
    expect(wrong.errors?.map(({ place }) => place)).toEqual(["item.protocol", "item.unit", "item.assignees.0"]);
    expect((await problemOf(plan(theirs, { title: "旧稿", revision: 0 }))).code).toBe("edit.conflict");
    const window = { from: "2026-12-10", to: "2026-12-01" };
    expect((await problemOf(plan(id, { window }))).errors?.[0]?.place).toBe("item.window");
  });
});
