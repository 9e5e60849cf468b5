import type { Submission } from "@diaoyan/api/contract";
import { describe, expect, it } from "vitest";
import { retryDelay, submitOnce } from "./submit-once.ts";

const submission: Submission = {
  id: "0190c8a4-0000-7000-8000-000000000001",
  version: "a".repeat(64),
  answers: { Q1: 1 },
  noticeVersion: "1.0",
  consent: true,
  seconds: 300,
};

const receipt = {
  marker: "diaoyan-accepted",
  id: submission.id,
  receipt: "AAAA",
  withdrawalCode: "B",
  status: "complete",
};

function answering(body: unknown, init: ResponseInit = {}): typeof fetch {
  return async () => new Response(typeof body === "string" ? body : JSON.stringify(body), init);
}

describe("submitOnce", () => {
  it("takes an answer with the marker and its own id as accepted", async () => {
    expect(await submitOnce(answering(receipt, { status: 201 }), "c", submission)).toEqual({
      kind: "accepted",
      receipt,
    });
  });

  it.each([
    ["a captive portal's page", answering("<html>login</html>")],
    ["JSON without the marker", answering({ ok: true })],
    ["the receipt of another response", answering({ ...receipt, id: "0190c8a4-0000-7000-8000-000000000002" })],
    ["an error page without a problem", answering("Bad gateway", { status: 502 })],
    ["a busy server", answering({ code: "server.busy" }, { status: 503 })],
    ["too many requests", answering({ code: "x" }, { status: 429 })],
    ["a refusal that is no problem document", answering("no", { status: 403 })],
  ])("keeps trying after %s", async (_, fetchLike) => {
    expect(await submitOnce(fetchLike, "c", submission)).toMatchObject({ kind: "undelivered", reason: "busy" });
  });

  it("waits as long as the server asks", async () => {
    const busy = answering({ code: "server.busy" }, { status: 503, headers: { "retry-after": "17" } });
    expect(await submitOnce(busy, "c", submission)).toMatchObject({ afterSeconds: 17 });
  });

  it("says that there is no network", async () => {
    const dead: typeof fetch = () => Promise.reject(new TypeError("failed"));
    expect(await submitOnce(dead, "c", submission)).toMatchObject({ kind: "undelivered", reason: "offline" });
  });

  it("stops at a refusal and hands its problem on", async () => {
    const problem = { type: "urn:x", title: "答卷有误", status: 422, code: "response.invalid", detail: "Q1" };
    expect(await submitOnce(answering(problem, { status: 422 }), "c", submission)).toEqual({
      kind: "refused",
      problem,
    });
  });

  it("sends to the collector it was given", async () => {
    const asked: unknown[] = [];
    const record: typeof fetch = async (input, init) => {
      asked.push(input, init?.method, JSON.parse(String(init?.body)));
      return new Response(JSON.stringify(receipt));
    };
    await submitOnce(record, "a b", submission);
    expect(asked).toEqual(["/api/public/collectors/a%20b/responses", "POST", submission]);
  });
});

describe("retryDelay", () => {
  it("doubles up to a minute and never waits less than half or less than a second", () => {
    const shortest = [1, 2, 3, 4, 5, 6, 7, 20].map((attempt) => retryDelay(attempt, () => 0));
    const longest = [1, 2, 3, 4, 5, 6, 7, 20].map((attempt) => retryDelay(attempt, () => 0.999999));
    expect(shortest).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
    expect(longest).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
  });
});
