import { describe, expect, it } from "vitest";
import { ProblemError, routes } from "../../src/contract/index.ts";
import { openStudyServer } from "../open-study-server.ts";
import { anonymous } from "../people.ts";
import { codeOf } from "../problem-of.ts";
import { openLink, smallStudy, smallSubmission } from "../study.ts";

const { server, lead, collector, version } = await openStudyServer();
const respondent = anonymous(server);

const submit = (body: ReturnType<typeof smallSubmission>, to = collector) =>
  respondent.client.call(routes.submitResponse, { params: { collector: to }, body });

describe("a respondent", () => {
  it("reads the page and gets a receipt that can be checked", async () => {
    const page = await respondent.client.call(routes.getCollectorPage, { params: { collector } });
    expect(page).toMatchObject({ open: true, simulated: true, questionnaire: { version } });
    const receipt = await submit(smallSubmission(version));
    expect(receipt).toMatchObject({ marker: "diaoyan-accepted", status: "complete" });
    expect(receipt.receipt).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const check = (text: string) => respondent.client.call(routes.checkReceipt, { body: { receipt: text } });
    expect(await check(receipt.receipt.toLowerCase().replaceAll("-", " "))).toEqual({ known: true, withdrawn: false });
    expect(await check("0000-0000-0000-0000")).toEqual({ known: false, withdrawn: false });
  });

  it("gets the same receipt for the same response, and a refusal for another under its id", async () => {
    const body = smallSubmission(version);
    const receipts = await Promise.all([
      submit(body),
      submit(body),
      submit({ ...body, id: body.id.toUpperCase(), seconds: 99 }),
    ]);
    expect(new Set(receipts.map(({ receipt }) => receipt)).size).toBe(1);
    const other = { ...body, answers: { satisfied: 1, pressure: 4 } };
    expect(await codeOf(submit(other))).toBe("response.conflict");
  });

  it("withdraws with both codes, and the answers are gone", async () => {
    const body = smallSubmission(version, { satisfied: 2, reason: "压力太大" });
    const { receipt, withdrawalCode } = await submit(body);
    const withdraw = (code: string) =>
      respondent.client.call(routes.withdrawResponse, { body: { receipt, withdrawalCode: code } });
    expect(await codeOf(withdraw("0000-0000-0000-0000"))).toBe("receipt.unknown");
    await withdraw(withdrawalCode);
    await withdraw(withdrawalCode);
    const stored = await lead.client.call(routes.getResponse, { params: { study: smallStudy, id: body.id } });
    expect(stored.response).toMatchObject({ status: "withdrawn", answers: {} });
    expect(await codeOf(submit(body))).toBe("response.withdrawn");
  });

  it.each([
    ["an answer to a hidden question", { satisfied: 1, reason: "不该出现" }, "reason"],
    ["an unknown question", { satisfied: 1, nonsense: 1 }, "nonsense"],
    ["a wrong type", { satisfied: "1" }, "satisfied"],
    ["an unknown choice", { satisfied: 7 }, "satisfied"],
    ["an over-long text", { satisfied: 2, reason: "长".repeat(201) }, "reason"],
    ["a missing required answer", { pressure: 2 }, "satisfied"],
  ])("is told where %s stands, and nothing is stored", async (_, answers, place) => {
    const before = await lead.client.call(routes.listResponses, { params: { study: smallStudy }, query: {} });
    const error = await submit(smallSubmission(version, answers)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    const { body } = error as ProblemError;
    expect(body).toMatchObject({ status: 422, code: "response.invalid" });
    expect(body.errors?.map((one) => one.place)).toContain(place);
    expect(body.errors?.every(({ remedy }) => remedy !== undefined && remedy !== "")).toBe(true);
    const after = await lead.client.call(routes.listResponses, { params: { study: smallStudy }, query: {} });
    expect(after.total).toBe(before.total);
  });

  it("never overfills a quota, however many come at once", async () => {
    const narrow = await openLink(lead.client, version, { quota: 5 });
    const receipts = await Promise.all(Array.from({ length: 20 }, () => submit(smallSubmission(version), narrow)));
    expect(receipts.filter(({ status }) => status === "complete")).toHaveLength(5);
    expect(receipts.filter(({ status }) => status === "beyondQuota")).toHaveLength(15);
    const { collectors } = await lead.client.call(routes.listCollectors, { params: { study: smallStudy } });
    expect(collectors.find(({ id }) => id === narrow)).toMatchObject({ accepted: 5, responses: 20, open: false });
    const { collectors: accounts } = await lead.client.call(routes.readAccounts, { params: { study: smallStudy } });
    expect(accounts.find(({ collector: id }) => id === narrow)).toMatchObject({ valid: 5, excluded: 15, broken: [] });
  });

  it("finds a collector closed, but a finished response stays as late", async () => {
    const closing = await openLink(lead.client, version);
    const early = smallSubmission(version);
    const receipt = await submit(early, closing);
    const finishedAt = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await lead.client.call(routes.closeCollector, { params: { study: smallStudy, collector: closing } });
    expect(await codeOf(submit(smallSubmission(version), closing))).toBe("collector.closed");
    expect(await submit(early, closing)).toEqual(receipt);
    const future = new Date(Date.now() + 60_000).toISOString();
    expect(await codeOf(submit({ ...smallSubmission(version), finishedAt: future } as never, closing))).toBe(
      "collector.closed",
    );
    const late = await submit({ ...smallSubmission(version), finishedAt } as never, closing);
    expect(late.status).toBe("late");
  });
});

describe("an anonymous collector", () => {
  it("keeps neither time nor order, and commitments enter the log in batches", async () => {
    const link = await openLink(lead.client, version, { mode: "anonymous" });
    const { responses } = server.services.ports;
    const before = await responses.logHead(smallStudy);
    const bodies = Array.from({ length: 12 }, () => ({ ...smallSubmission(version), id: crypto.randomUUID() }));
    for (const body of bodies.slice(0, 9)) await submit(body, link);
    expect(await responses.logHead(smallStudy)).toEqual(before);
    expect(await responses.listHeld(smallStudy)).toHaveLength(9);
    for (const body of bodies.slice(9)) await submit(body, link);
    const entries = await responses.listLog(smallStudy, before.seq, 100);
    expect(entries.length).toBeGreaterThanOrEqual(10);
    expect(entries.every(({ response, at }) => response === null && at === null)).toBe(true);
    const commitments = entries.map(({ commitment }) => commitment);
    expect(commitments).toEqual([...commitments].sort());
    const shown = await responses.findMany(
      smallStudy,
      bodies.map(({ id }) => id),
    );
    expect(shown.length).toBe(10);
    const stored = await Promise.all(bodies.map(({ id }) => responses.findById(id)));
    expect(stored.map((one) => [one?.submittedAt, one?.seconds, one?.timing?.pageClock])).toEqual(
      bodies.map(() => [null, null, null]),
    );
  });

  it("refuses an id that tells the time", async () => {
    const link = await openLink(lead.client, version, { mode: "anonymous" });
    expect(await codeOf(submit(smallSubmission(version), link))).toBe("response.idKind");
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});
