import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { newUuid } from "../../src/contract/uuid.ts";
import { anonymous } from "../people.ts";
import { codeOf } from "../problem-of.ts";
import { startTestServer } from "../start-test-server.ts";
import { smallStudy } from "../study.ts";
import { type AttackSite, openAttackSite, submitTo } from "./attack-site.ts";

let site: AttackSite;
beforeAll(async () => {
  site = await openAttackSite();
});
afterAll(() => site.close());

describe("A1 replay and transport retry", () => {
  it("A1 the same submission sent eight times at once and again later is one response with one receipt", async () => {
    const before = await site.stored();
    const body = site.honest();
    const receipts = await Promise.all(Array.from({ length: 8 }, () => site.submit(body)));
    receipts.push(await site.submit(body));
    expect(new Set(receipts.map(({ receipt }) => receipt)).size).toBe(1);
    const after = await site.stored();
    expect(after["responses"]).toBe((before["responses"] ?? 0) + 1);
    expect(after["response_log"]).toBe((before["response_log"] ?? 0) + 1);
  });

  it("A1 a retry with its keys in another order and its id in capitals is still the same", async () => {
    const { answers, id, ...rest } = site.honest({ satisfied: 2, reason: "慢", pressure: 4 });
    const first = await site.submit({ ...rest, id, answers });
    const turned = Object.fromEntries(Object.entries(answers).reverse());
    const again = await site.submit({ answers: turned, id: id.toUpperCase(), ...rest });
    expect(again).toEqual(first);
  });

  it.each(["pseudonymous", "anonymous"] as const)("A1 a retry after a restart of the server (%s)", async (mode) => {
    const dataFolder = await mkdtemp(join(tmpdir(), "diaoyan-replay-"));
    const first = await openAttackSite(await startTestServer({ dataFolder }));
    const link = await first.open({ mode });
    const body = { ...first.honest(), id: newUuid(mode === "anonymous" ? 4 : 7) };
    const receipt = await first.submit(body, link);
    const before = await first.stored();
    await first.close();
    const second = await startTestServer({ dataFolder });
    expect(await submitTo(second, link, body)).toEqual(receipt);
    expect(await codeOf(submitTo(second, link, { ...body, answers: { satisfied: 2 } }))).toBe("response.conflict");
    await second.close();
    const third = await startTestServer({ dataFolder });
    const check = { body: { receipt: receipt.receipt } };
    expect(await anonymous(third).client.call(routes.checkReceipt, check)).toEqual({ known: true, withdrawn: false });
    await third.close();
    expect(await first.stored()).toEqual(before);
    await rm(dataFolder, { recursive: true });
  });
});

describe("A2 the same id again", () => {
  it("A2 with an answer more, less or changed it is refused; the page's clock alone changes nothing", async () => {
    const body = site.honest();
    const receipt = await site.submit(body);
    for (const answers of [{ satisfied: 2 }, { satisfied: 1 }, { satisfied: 1, pressure: 4 }]) {
      await site.refuses("response.conflict", () => site.submit({ ...body, answers }));
    }
    expect(await site.submit({ ...body, seconds: 5, finishedAt: "2026-11-01T00:00:00Z" })).toEqual(receipt);
  });

  it("A2 through another collector it is refused, even with the same content", async () => {
    const other = await site.open();
    const body = site.honest();
    await site.submit(body);
    await site.refuses("response.conflict", () => site.submit(body, other));
  });

  it("A2 the id of a withdrawn response takes nothing again, neither the old content nor other", async () => {
    const body = site.honest();
    const { receipt, withdrawalCode } = await site.submit(body);
    await site.attacker.client.call(routes.withdrawResponse, { body: { receipt, withdrawalCode } });
    await site.refuses("response.withdrawn", () => site.submit(body));
    await site.refuses("response.withdrawn", () => site.submit({ ...body, answers: { satisfied: 2 } }));
    const params = { study: smallStudy, id: body.id };
    const { response } = await site.lead.client.call(routes.getResponse, { params });
    expect(response).toMatchObject({ status: "withdrawn", answers: {} });
  });

  it("A2 of many devices that send other answers under one id at once, one is accepted and the rest are told", async () => {
    const body = site.honest();
    const sent = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((pressure) => site.submit({ ...body, answers: { satisfied: 1, pressure } })),
    );
    const accepted = sent.findIndex(({ status }) => status === "fulfilled");
    expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of sent) {
      if (one.status === "rejected") expect(one.reason).toMatchObject({ body: { code: "response.conflict" } });
    }
    const params = { study: smallStudy, id: body.id };
    const { response } = await site.lead.client.call(routes.getResponse, { params });
    expect(response).toMatchObject({ answers: { satisfied: 1, pressure: accepted + 1 } });
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(site.server.failures).toEqual([]);
});
