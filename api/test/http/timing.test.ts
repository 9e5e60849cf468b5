import { brandAs, type Instant, type ResponseTiming } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import type { PageEvent } from "../../src/use-cases/observe-timing.ts";
import { createTestClock } from "../fixed-clock.ts";
import { openStudyServer } from "../open-study-server.ts";
import { anonymous } from "../people.ts";
import { openLink, smallStudy, smallSubmission } from "../study.ts";

const clock = createTestClock(new Date().toISOString());
const { server, lead, collector, version } = await openStudyServer({ clock });
const respondent = anonymous(server);
const begin = Date.parse(clock.now());
let seconds = 0;

/** Lets time go by on the server. */
function wait(more: number): void {
  seconds += more;
  clock.set(brandAs<Instant>(new Date(begin + seconds * 1_000).toISOString()));
}

const start: PageEvent = { event: "form start", page: null };
const page: PageEvent = { event: "group questions", page: "p1" };
const end: PageEvent = { event: "form finalize", page: "p1" };

interface Report {
  readonly to?: string;
  readonly token?: string | null;
  readonly visited?: boolean;
}

const observe = async (
  response: string,
  events: PageEvent[],
  { to = collector, token = null, visited = true }: Report = {},
) =>
  (
    await respondent.client.call(routes.observeTiming, {
      params: { collector: to },
      body: { response, version, token, events, visited },
    })
  ).token;

const submit = (body: ReturnType<typeof smallSubmission>, token: string | null, events: PageEvent[], to = collector) =>
  respondent.client.call(routes.submitResponse, {
    params: { collector: to },
    body: { ...body, timing: { token, events, visited: true } },
  });

const storedOf = async (id: string) => {
  const stored = await server.services.ports.responses.findById(id);
  return { seconds: stored?.seconds, flags: stored?.flags, timing: stored?.timing as ResponseTiming };
};

const accountOf = async (id: string) => {
  const { collectors } = await lead.client.call(routes.readAccounts, { params: { study: smallStudy } });
  return collectors.find((account) => account.collector === id);
};

describe("time by the server's clock", () => {
  it("is what went by between the reports, page by page", async () => {
    const body = smallSubmission(version);
    const token = await observe(body.id, [start, page]);
    wait(40);
    await submit(body, token, [end]);
    expect(await storedOf(body.id)).toMatchObject({
      seconds: 40,
      flags: [],
      timing: { extent: "whole", reason: null, pageClock: 95, pages: [{ page: "p1", seconds: 40 }] },
    });
    const { events } = (await storedOf(body.id)).timing;
    expect(events.map(({ event }) => event)).toEqual(["form start", "group questions", "form finalize"]);
  });

  it("leaves out what was not observed and says so", async () => {
    const body = smallSubmission(version);
    const token = await observe(body.id, [start, page]);
    wait(500);
    await submit(body, token, [{ ...end, late: true }]);
    expect(await storedOf(body.id)).toMatchObject({ seconds: null, timing: { extent: "none", reason: "offline" } });
    const silent = smallSubmission(version);
    await respondent.client.call(routes.submitResponse, { params: { collector }, body: silent });
    expect(await storedOf(silent.id)).toMatchObject({ seconds: null, timing: { extent: "none", reason: "missing" } });
  });

  it("is withdrawn with the response", async () => {
    const body = smallSubmission(version);
    const token = await observe(body.id, [start, page]);
    const { receipt, withdrawalCode } = await submit(body, token, [end]);
    await respondent.client.call(routes.withdrawResponse, { body: { receipt, withdrawalCode } });
    expect(await storedOf(body.id)).toMatchObject({ seconds: null, timing: null });
  });

  it("carries no more events than a token has room for, and calls the rest unobserved", async () => {
    const body = smallSubmission(version);
    let token = await observe(body.id, [start]);
    for (let at = 0; at < 4; at += 1) {
      wait(1);
      token = await observe(
        body.id,
        Array.from({ length: 50 }, () => page),
        { token },
      );
    }
    expect(token.length).toBeLessThan(8_000);
    wait(900);
    await submit(body, token, [end]);
    const { timing, seconds: took } = await storedOf(body.id);
    expect([timing.extent, took]).toEqual(["partly", null]);
    expect(timing.events.length).toBeLessThanOrEqual(151);
    expect(timing.pages[0]?.seconds).toBeLessThan(10);
  });
});

describe("attack A8: a clock in the hand of whoever answers", () => {
  it("A8 does not make a burst look like eight minutes", async () => {
    const body = { ...smallSubmission(version), seconds: 480 };
    const token = await observe(body.id, [start, page]);
    wait(1);
    await submit(body, token, [end]);
    expect(await storedOf(body.id)).toMatchObject({ seconds: 1, flags: ["hurried:1/4"], timing: { pageClock: 480 } });
  });

  it("A8 gives nothing for a token that is forged, or of another response, collector or version", async () => {
    const mine = smallSubmission(version);
    const token = await observe(mine.id, [start, page]);
    wait(600);
    const flipped = `${token.slice(0, 20)}${token[20] === "A" ? "B" : "A"}${token.slice(21)}`;
    const other = await openLink(lead.client, version);
    for (const [stolen, to] of [
      [flipped, collector],
      [token, collector],
      [token, other],
      ["AAAA", collector],
      ["不是凭证", collector],
    ] as const) {
      const body = to === other ? mine : smallSubmission(version);
      await submit({ ...body, ...(to === other ? {} : { seconds: 480 }) }, stolen, [end], to);
      expect(await storedOf(body.id)).toMatchObject({
        seconds: null,
        flags: ["forged:"],
        timing: { extent: "none", reason: "forged", pages: [] },
      });
    }
  });

  it("A8 gives nothing for going on from a token that is not of this response", async () => {
    const mine = smallSubmission(version);
    const old = await observe(smallSubmission(version).id, [start, page]);
    wait(600);
    const token = await observe(mine.id, [page], { token: old });
    wait(2);
    await submit(mine, token, [end]);
    expect(await storedOf(mine.id)).toMatchObject({
      seconds: null,
      timing: { extent: "partly", pages: [{ seconds: 2 }] },
    });
  });

  it("A8 lets nobody hoard time: a stretch without a sign of life counts for half an hour at most", async () => {
    const body = smallSubmission(version);
    const token = await observe(body.id, [start, page]);
    wait(30 * 86_400);
    await submit(body, token, [end]);
    expect((await storedOf(body.id)).seconds).toBe(1_800);
  });

  it("A8 sends the same receipt again when only the proof of time differs", async () => {
    const body = smallSubmission(version);
    const first = await submit(body, null, [end]);
    const token = await observe(body.id, [start, page]);
    expect(await submit(body, token, [end])).toEqual(first);
  });
});

describe("attack E1 and E5: time as a trace of the person", () => {
  it("E1 E5 keeps of an anonymous response neither its time nor whether it was watched, hasty, slow, offline or forged", async () => {
    const link = await openLink(lead.client, version, { mode: "anonymous" });
    const send = async (seconds: number, given: { readonly observed: boolean; readonly token?: string }) => {
      const body = { ...smallSubmission(version), id: crypto.randomUUID(), seconds };
      const token = given.observed ? await observe(body.id, [start, page], { to: link }) : (given.token ?? null);
      expect(Buffer.from(token ?? "", "base64").toString("latin1")).not.toMatch(/"e"|"t"/);
      wait(seconds);
      await submit(body, token, [end], link);
      const stored = await server.services.ports.responses.findById(body.id);
      return { submittedAt: stored?.submittedAt, took: stored?.seconds, timing: stored?.timing, flags: stored?.flags };
    };
    const kept = [
      await send(1, { observed: true }),
      await send(1_700, { observed: true }),
      await send(9, { observed: false }),
      await send(9, { observed: false, token: "bm8gdG9rZW4gb2Ygb3Vycw" }),
    ];
    const nothing = { extent: "none", reason: "anonymous", pageClock: null, pages: [], rushed: false, events: [] };
    expect(kept).toEqual(kept.map(() => ({ submittedAt: null, took: null, timing: nothing, flags: [] })));
  });
});

describe("the account of a collector", () => {
  it("balances after visits, starts, offline starts, repeats and withdrawals", async () => {
    const link = await openLink(lead.client, version);
    const visit = () => respondent.client.call(routes.countVisit, { params: { collector: link } });
    await Promise.all(Array.from({ length: 12 }, visit));
    const bodies = Array.from({ length: 6 }, () => smallSubmission(version));
    const tokens = await Promise.all(bodies.map(({ id }) => observe(id, [start, page], { to: link })));
    // the answer got lost on the way: reported again, counted once
    await observe(bodies[0]?.id ?? "", [start, page], { to: link });
    expect(await accountOf(link)).toMatchObject({ visits: 12, starts: 6, received: 0, broken: [] });
    for (const [index, body] of bodies.slice(0, 4).entries()) await submit(body, tokens[index] ?? null, [end], link);
    // answered without a network from the visit on
    await respondent.client.call(routes.submitResponse, {
      params: { collector: link },
      body: {
        ...smallSubmission(version),
        timing: {
          token: null,
          events: [
            { ...start, late: true },
            { ...page, late: true },
            { ...end, late: true },
          ],
          visited: false,
        },
      },
    });
    const repeated = bodies[0] ?? smallSubmission(version);
    const { receipt, withdrawalCode } = await submit(repeated, tokens[0] ?? null, [end], link);
    await respondent.client.call(routes.withdrawResponse, { body: { receipt, withdrawalCode } });
    await lead.client.call(routes.reviewResponse, {
      params: { study: smallStudy, id: bodies[1]?.id ?? "" },
      body: { verdict: "invalid", reason: "电话核实非本人填写" },
    });
    expect(await accountOf(link)).toMatchObject({
      visits: 13,
      starts: 7,
      received: 5,
      uncounted: 0,
      valid: 3,
      late: 0,
      excluded: 1,
      withdrawn: 1,
      invited: null,
      broken: [],
    });
    const { questionnaires } = await lead.client.call(routes.readAccounts, { params: { study: smallStudy } });
    expect(questionnaires.every(({ broken }) => broken.length === 0)).toBe(true);
  });

  it("loses no count of many visits that come at once, and counts none of an unknown collector", async () => {
    const link = await openLink(lead.client, version);
    await Promise.all(
      Array.from({ length: 300 }, () => respondent.client.call(routes.countVisit, { params: { collector: link } })),
    );
    expect((await accountOf(link))?.visits).toBe(300);
    await expect(respondent.client.call(routes.countVisit, { params: { collector: "nowhere" } })).rejects.toMatchObject(
      {
        body: { code: "collector.notFound" },
      },
    );
  });

  it("refuses reports for another version or an unknown page", async () => {
    const call = (changes: object) =>
      respondent.client.call(routes.observeTiming, {
        params: { collector },
        body: {
          response: smallSubmission(version).id,
          version,
          token: null,
          events: [page],
          visited: true,
          ...changes,
        },
      });
    await expect(call({ version: "0".repeat(64) })).rejects.toMatchObject({ body: { code: "collector.wrongVersion" } });
    await expect(call({ events: [{ event: "group questions", page: "不存在" }] })).rejects.toMatchObject({
      body: { code: "request.invalid" },
    });
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});
