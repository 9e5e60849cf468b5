import { describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { newUuid } from "../../src/contract/uuid.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { verifyStudy } from "../../src/use-cases/verify-study.ts";
import { openStudyServer } from "../open-study-server.ts";
import { anonymous, join, type Session } from "../people.ts";
import { problemOf } from "../problem-of.ts";
import { openLink, smallPack, smallQuestionnaire, smallStudy, smallSubmission } from "../study.ts";

const { server, lead, collector, version } = await openStudyServer();
const researcher = await join(server, lead, "researcher", { study: smallStudy, role: "researcher" });
const interviewer = await join(server, lead, "interviewer", { study: smallStudy, role: "interviewer" });
const viewer = await join(server, lead, "viewer", { study: smallStudy, role: "viewer" });

const params = { study: smallStudy, questionnaire: smallQuestionnaire };
const group = (id: string, zh: string, ...values: string[]) => ({ id, label: { zh }, values });
/** Satisfied × pressure of the small questionnaire; only the satisfied under little pressure are limited. */
const planOf = (most: number) => ({
  questionnaire: smallQuestionnaire,
  axes: [
    { variable: "satisfied", groups: [group("yes", "满意", "1"), group("no", "不满意", "2")] },
    { variable: "pressure", groups: [group("low", "压力小", "1", "2"), group("high", "压力大", "4", "5")] },
  ],
  cells: [
    { groups: ["yes", "low"], target: most, limit: true },
    { groups: ["yes", "high"], target: 20, limit: false },
    { groups: ["no", "low"], target: 20, limit: false },
    { groups: ["no", "high"], target: 20, limit: false },
  ],
});

const save = (revision: number, plan: object) =>
  lead.client.call(routes.saveQuota, { params, body: { revision, plan: plan as never } });

const send = (to: string, answers: Record<string, JsonValue>, id = newUuid(7)) =>
  anonymous(server).client.call(routes.submitResponse, {
    params: { collector: to },
    body: { ...smallSubmission(version, answers), id },
  });

const progressOf = ({ client }: Session) => client.call(routes.getProgress, { params });
const cellOf = ({ quota }: Awaited<ReturnType<typeof progressOf>>, ...groups: string[]) =>
  quota?.cells.find((cell) => cell.groups.join() === groups.join());

describe("a quota plan", () => {
  it("is empty at first, and so is the progress", async () => {
    const { plan, revision, variables } = await lead.client.call(routes.getQuota, { params });
    expect([plan, revision]).toEqual([null, 0]);
    expect((variables as { name: string }[]).map(({ name }) => name)).toEqual(["satisfied", "pressure"]);
    const progress = await progressOf(lead);
    expect(progress).toMatchObject({ view: "exact", smallCell: 5, quota: null, days: [], pending: false });
    expect(progress.totals).toMatchObject({ received: 0, valid: 0, withdrawn: 0 });
  });

  it("names the questions of a questionnaire that is not published yet in words", async () => {
    const questionnaire = "not-yet";
    const { draft } = await lead.client.call(routes.getQuestionnaire, { params });
    const unpublished = { study: smallStudy, questionnaire };
    await lead.client.call(routes.saveQuestionnaireDraft, {
      params: unpublished,
      query: { base: 0 },
      body: { ...(draft as object), name: questionnaire },
    });
    const plan = { ...planOf(10), questionnaire } as never;
    await lead.client.call(routes.saveQuota, { params: unpublished, body: { revision: 0, plan } });
    const { quota } = await lead.client.call(routes.getProgress, { params: unpublished });
    expect(quota?.axes.map(({ variable, label }) => [variable, label.zh === variable])).toEqual([
      ["satisfied", false],
      ["pressure", false],
    ]);
  });

  it("is refused where it does not fit the questionnaire, with the place", async () => {
    const strange = { ...planOf(10), axes: [{ variable: "reason", groups: [group("a", "甲", "1")] }] };
    const cells = [{ groups: ["a"], target: 1, limit: false }];
    expect(await problemOf(save(0, { ...strange, cells }))).toMatchObject({
      code: "quota.invalid",
      detail: expect.stringContaining('plan.axes[0].variable: "reason"'),
      remedy: "use one of satisfied, pressure",
    });
    expect((await problemOf(save(0, { ...planOf(10), cells: [] }))).code).toBe("quota.invalid");
  });

  it("is stored by revision, and says so in the audit log", async () => {
    expect(await save(0, planOf(10))).toEqual({ revision: 1 });
    expect(await save(0, planOf(10))).toEqual({ revision: 1 });
    expect((await problemOf(save(0, planOf(11)))).code).toBe("edit.conflict");
    const { entries } = await lead.client.call(routes.listAudit, { params, query: {} });
    expect(entries.find(({ action }) => action === "quota.save")?.subject).toBe(
      "small revision 1: satisfied×pressure, 4 cells, 1 limits, target 70",
    );
  });
});

describe("a limit", () => {
  let sent: { id: string; receipt: string; withdrawalCode: string }[] = [];

  it("takes exactly 10 of 100 that come at once over two links, and keeps the others beyond quota", async () => {
    const second = await openLink(lead.client, version);
    sent = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        send(at % 2 === 0 ? collector : second, { satisfied: 1, pressure: (at % 2) + 1 }),
      ),
    );
    expect(new Set(sent.map(({ receipt }) => receipt)).size).toBe(100);
    const progress = await progressOf(lead);
    expect(cellOf(progress, "yes", "low")).toMatchObject({ target: 10, received: 100, valid: 10, gap: 0 });
    expect(progress.totals).toMatchObject({ received: 100, valid: 10, excluded: 0, beyondQuota: 90 });
    const { collectors } = await lead.client.call(routes.listCollectors, { params });
    expect(collectors.map(({ responses }) => responses)).toEqual([50, 50]);
    const stored = await server.services.ports.collectors.list(smallStudy);
    expect(stored.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(10);
  });

  it("answers a repetition with the same receipt", async () => {
    const id = sent[0]?.id ?? "";
    expect((await send(collector, { satisfied: 1, pressure: 1 }, id)).receipt).toBe(sent[0]?.receipt);
    expect((await progressOf(lead)).totals.received).toBe(100);
  });

  it("cannot be overfilled by a review, nor lowered below the count", async () => {
    const { responses } = await lead.client.call(routes.listResponses, { params, query: { limit: 500 } });
    const beyond = responses.find(({ status }) => status === "excluded");
    expect(beyond?.flags).toContain("beyondQuota");
    const review = (id: string, verdict: "valid") =>
      lead.client.call(routes.reviewResponse, {
        params: { study: smallStudy, id },
        body: { verdict, reason: "按设计需要" },
      });
    expect((await problemOf(review(beyond?.id ?? "", "valid"))).code).toBe("quota.cellFull");
    expect(await problemOf(save(1, planOf(9)))).toMatchObject({
      code: "quota.belowCount",
      detail: "满意 × 压力小 (9 < 10): limit 9, counted 10 already",
    });
    expect(await save(1, planOf(11))).toEqual({ revision: 2 });
    await review(beyond?.id ?? "", "valid");
    expect(cellOf(await progressOf(lead), "yes", "low")).toMatchObject({ valid: 11, gap: 0 });
  });

  it("gets a place back by a withdrawal", async () => {
    const { responses } = await lead.client.call(routes.listResponses, { params, query: { limit: 500 } });
    const valid = new Set(responses.filter(({ status }) => status === "complete").map(({ id }) => id));
    const { receipt = "", withdrawalCode = "" } = sent.find(({ id }) => valid.has(id)) ?? {};
    await anonymous(server).client.call(routes.withdrawResponse, { body: { receipt, withdrawalCode } });
    expect(cellOf(await progressOf(lead), "yes", "low")).toMatchObject({ received: 99, valid: 10, gap: 1 });
    await send(collector, { satisfied: 1, pressure: 2 });
    await send(collector, { satisfied: 1, pressure: 2 });
    expect(cellOf(await progressOf(lead), "yes", "low")).toMatchObject({ received: 101, valid: 11 });
  });

  it("leaves what belongs to no cell alone and counts it apart", async () => {
    await send(collector, { satisfied: 1, pressure: 3 });
    expect((await progressOf(lead)).quota?.unmatched).toEqual({ received: 1, valid: 1 });
  });
});

describe("what roles see", () => {
  it("is exact for researchers, in lots for interviewers and viewers", async () => {
    for (let at = 0; at < 3; at += 1) await send(collector, { satisfied: 2, pressure: 1, reason: "忙" });
    for (let at = 0; at < 7; at += 1) await send(collector, { satisfied: 2, pressure: 5 });
    const exact = await progressOf(researcher);
    expect(exact.view).toBe("exact");
    expect([cellOf(exact, "no", "low")?.valid, cellOf(exact, "no", "high")?.valid]).toEqual([3, 7]);
    expect(exact.open).toEqual([{ variable: "reason", label: { zh: "为什么？" }, answered: 3 }]);
    for (const who of [interviewer, viewer]) {
      const shown = await progressOf(who);
      expect(shown.view).toBe("lots");
      expect(cellOf(shown, "no", "low")).toMatchObject({ received: null, valid: null, gap: null });
      expect(cellOf(shown, "no", "high")).toMatchObject({ received: null, valid: 5, gap: 15 });
      expect(shown.open[0]?.answered).toBeNull();
      expect(shown.totals).toMatchObject({ received: null, valid: 20, excluded: null });
    }
  });

  it("is told in lots on every other page too, and responses one by one to those who steer alone", async () => {
    const countsOf = async ({ client }: Session) => {
      const { collectors } = await client.call(routes.listCollectors, { params });
      const { questionnaires } = await client.call(routes.listQuestionnaires, { params });
      const { counts } = await client.call(routes.getStudy, { params });
      const versions = questionnaires.flatMap((one) => one.versions);
      return [counts.responses, ...[...collectors, ...versions].map(({ responses }) => responses)];
    };
    const exact = await countsOf(researcher);
    expect(exact.some((count) => count % 5 !== 0)).toBe(true);
    for (const who of [interviewer, viewer]) {
      expect(await countsOf(who)).toEqual(exact.map((count) => count - (count % 5)));
      expect((await problemOf(who.client.call(routes.listResponses, { params, query: {} }))).code).toBe("access.role");
      expect((await problemOf(who.client.call(routes.readAccounts, { params }))).code).toBe("access.role");
    }
  });

  it("moves for viewers only when five more have come to the same cell", async () => {
    const seen: (number | null | undefined)[] = [];
    for (let at = 0; at < 3; at += 1) {
      await send(collector, { satisfied: 2, pressure: 4 });
      seen.push(cellOf(await progressOf(viewer), "no", "high")?.valid);
    }
    expect(seen).toEqual([5, 5, 10]);
  });

  it("follows the lead's choice of the smallest group, which others cannot make", async () => {
    const choose = (who: Session, smallCell: number) =>
      who.client.call(routes.saveDisclosure, { params: { study: smallStudy }, body: { smallCell } });
    expect((await problemOf(choose(researcher, 3))).code).toBe("access.role");
    expect((await problemOf(choose(lead, 2))).code).toBe("request.invalid");
    await choose(lead, 3);
    const shown = await progressOf(viewer);
    expect([shown.smallCell, cellOf(shown, "no", "low")?.valid]).toEqual([3, 3]);
  });
});

describe("margins and removal", () => {
  const stored = () => lead.client.call(routes.getQuota, { params });
  const margin = (most: number) => ({
    variable: "satisfied",
    groups: [group("yes", "满意", "1"), group("no", "不满意", "2")],
    cells: [
      { groups: ["yes"], target: most, limit: true },
      { groups: ["no"], target: 20, limit: false },
    ],
  });
  const withMargin = (most: number) => ({ ...planOf(1_000), margins: [margin(most)] });

  it("counts a margin beside the cells and keeps beyond quota what overfills it", async () => {
    const { revision } = await stored();
    const before = (await progressOf(lead)).totals.valid ?? 0;
    expect((await problemOf(save(revision, withMargin(1)))).detail).toMatch(/^满意 \(1 < \d+\): limit 1, counted/);
    await save(revision, withMargin(500));
    const [yes] = (await progressOf(lead)).quota?.margins[0]?.cells ?? [];
    await save(revision + 1, withMargin((yes?.valid ?? 0) + 2));
    const sent = await Promise.all(
      Array.from({ length: 12 }, (_, at) => send(collector, { satisfied: 1, pressure: (at % 5) + 1 })),
    );
    expect(new Set(sent.map(({ receipt }) => receipt)).size).toBe(12);
    const { totals, quota } = await progressOf(lead);
    expect(totals.valid).toBe(before + 2);
    expect(quota?.margins).toMatchObject([
      {
        variable: "satisfied",
        cells: [{ valid: (yes?.valid ?? 0) + 2, gap: 0 }, { limit: false }],
        unmatched: { valid: 0 },
      },
    ]);
    expect(await verifyStudy(server.services.ports, smallStudy)).toEqual([]);
  });

  it("removes a plan once, over the revision that was looked at, and a pack does not bring it back", async () => {
    const { revision, plan } = await stored();
    const remove = (base: number) => lead.client.call(routes.removeQuota, { params, query: { revision: base } });
    expect((await problemOf(remove(revision - 1))).code).toBe("edit.conflict");
    expect([await remove(revision), await remove(revision)]).toEqual([
      { revision: revision + 1 },
      { revision: revision + 1 },
    ]);
    expect(await stored()).toMatchObject({ plan: null, revision: revision + 1 });
    const quotas = `- ${JSON.stringify(plan)}`;
    await lead.client.call(routes.loadPack, {
      body: { files: { ...smallPack(), "quotas.yaml": quotas }, simulated: true },
    });
    expect((await stored()).plan).toBeNull();
    expect((await progressOf(lead)).quota).toBeNull();
    expect((await problemOf(save(revision, planOf(1_000)))).code).toBe("edit.conflict");
    expect(await save(revision + 1, planOf(1_000))).toEqual({ revision: revision + 2 });
    const { entries } = await lead.client.call(routes.listAudit, { params, query: {} });
    expect(entries.find(({ action }) => action === "quota.remove")?.subject).toBe(`small revision ${revision + 1}`);
  });
});

it("holds exact figures back until ten of an anonymous link have come, with what else came meanwhile, or it is closed", async () => {
  const open = await openLink(lead.client, version, { mode: "anonymous" });
  const before = await progressOf(lead);
  expect(before.view).toBe("held");
  const receivedAfter = async () => {
    await send(open, { satisfied: 1, pressure: 4 }, newUuid(4));
    return (await progressOf(lead)).totals.received;
  };
  const { received } = before.totals;
  for (let came = 1; came < 10; came += 1) expect(await receivedAfter()).toBe(received);
  expect(await receivedAfter()).toBe((received ?? 0) + 10);
  for (let came = 0; came < 3; came += 1) expect(await receivedAfter()).toBe((received ?? 0) + 10);
  const list = () => lead.client.call(routes.listResponses, { params, query: { limit: 100 } });
  const { total, waiting } = await list();
  expect(waiting).toBe(3);
  await lead.client.call(routes.closeCollector, { params: { ...params, collector: open } });
  expect(await list()).toMatchObject({ total: total + 3, waiting: 0 });
  expect((await progressOf(lead)).totals.received).toBe((received ?? 0) + 13);
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});
