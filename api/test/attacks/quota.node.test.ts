import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { newUuid } from "../../src/contract/uuid.ts";
import type { RunningServer } from "../../src/entry/node.ts";
import { verifyStudy } from "../../src/use-cases/verify-study.ts";
import { createTestClock } from "../fixed-clock.ts";
import { startTestServer } from "../start-test-server.ts";
import { smallStudy } from "../study.ts";
import { type AttackSite, openAttackSite, readRows, submitTo } from "./attack-site.ts";

const clock = createTestClock();
let site: AttackSite;
let child: ChildProcess;
let second: Pick<RunningServer, "url">;

/** A second server process on the same data folder. */
beforeAll(async () => {
  site = await openAttackSite(await startTestServer({ clock }));
  const program = join(import.meta.dirname, "../kill/serve-until-killed.ts");
  child = spawn(process.execPath, [program, site.server.dataFolder], { stdio: ["ignore", "pipe", "inherit"] });
  if (child.stdout === null) throw new Error("the second server has no standard output");
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  second = JSON.parse(line) as { url: string };
});
afterAll(async () => {
  const gone = once(child, "exit");
  child.kill();
  await gone;
  await site.close();
});

interface Counts {
  readonly accepted: number;
  readonly received: number;
  readonly withdrawn: number;
}

async function countsOf(collector: string): Promise<Counts | undefined> {
  const sql = `select accepted, received, withdrawn from collectors where id = '${collector}'`;
  return (await readRows<Counts>(site.server.dataFolder, sql))[0];
}

describe("A5 quotas", () => {
  it.each(["pseudonymous", "anonymous"] as const)(
    "A5 two server processes on one file, forty submissions at once, quota seven (%s)",
    async (mode) => {
      const link = await site.open({ quota: 7, mode });
      const sent = await Promise.allSettled(
        Array.from({ length: 40 }, (_, at) => {
          const body = { ...site.honest(), id: newUuid(mode === "anonymous" ? 4 : 7) };
          return submitTo(at % 2 === 0 ? site.server : second, link, body);
        }),
      );
      const statuses = sent.map((one) => (one.status === "fulfilled" ? one.value.status : one.reason));
      expect(statuses.filter((status) => status === "complete")).toHaveLength(7);
      expect(statuses.filter((status) => status === "beyondQuota")).toHaveLength(33);
      expect(await countsOf(link)).toEqual({ accepted: 7, received: 40, withdrawn: 0 });
      expect(await verifyStudy(site.server.services.ports, smallStudy)).toEqual([]);
    },
  );

  it.each(["pseudonymous", "anonymous"] as const)(
    "A5 one answer withdrawn many times at once frees one place (%s)",
    async (mode) => {
      const link = await site.open({ quota: 2, mode });
      const next = () => ({ ...site.honest(), id: newUuid(mode === "anonymous" ? 4 : 7) });
      await site.submit(next(), link);
      const { receipt, withdrawalCode } = await site.submit(next(), link);
      const withdraw = () => site.attacker.client.call(routes.withdrawResponse, { body: { receipt, withdrawalCode } });
      const outcomes = await Promise.allSettled(Array.from({ length: 6 }, withdraw));
      expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => "fulfilled"));
      expect(await countsOf(link)).toEqual({ accepted: 1, received: 2, withdrawn: 1 });
      expect((await site.submit(next(), link)).status).toBe("complete");
      expect((await site.submit(next(), link)).status).toBe("beyondQuota");
      expect(await countsOf(link)).toEqual({ accepted: 2, received: 4, withdrawn: 1 });
      expect(await verifyStudy(site.server.services.ports, smallStudy)).toEqual([]);
    },
  );

  it("A5 a retry gets its receipt when the quota is full, within it or beyond, and takes no place", async () => {
    const link = await site.open({ quota: 1 });
    const [within, beyond] = [site.honest(), site.honest()];
    const receipts = [await site.submit(within, link), await site.submit(beyond, link)];
    expect(receipts.map(({ status }) => status)).toEqual(["complete", "beyondQuota"]);
    expect([await submitTo(second, link, within), await submitTo(second, link, beyond)]).toEqual(receipts);
    expect(await countsOf(link)).toMatchObject({ accepted: 1, received: 2 });
  });

  it("A5 a verdict overfills no link, and a quota is not set below what is held", async () => {
    const link = await site.open({ quota: 1 });
    await site.submit(site.honest(), link);
    const { id } = await site.submit(site.honest(), link);
    const params = { study: smallStudy, id };
    const takeBack = () =>
      site.lead.client.call(routes.reviewResponse, { params, body: { verdict: "valid", reason: "确有需要" } });
    const setQuota = (quota: number | null, { client } = site.lead) =>
      client.call(routes.changeCollectorQuota, { params: { study: smallStudy, collector: link }, body: { quota } });
    await site.refuses("quota.linkFull", takeBack);
    await site.refuses("access.signIn", () => setQuota(9, site.attacker));
    await setQuota(2);
    expect((await takeBack()).response.status).toBe("complete");
    await site.refuses("quota.belowCount", () => setQuota(1));
    expect(await countsOf(link)).toEqual({ accepted: 2, received: 2, withdrawn: 0 });
  });

  it.each([0, -1, 1.5, "5", null, Number.MAX_SAFE_INTEGER + 1])(
    "A5 no collector opens with a quota of %s that would mean something else",
    async (quota) => {
      const opened = await site.open({ quota: quota as number }).catch((error: unknown) => error);
      if (quota === null) expect(opened).toEqual(expect.any(String));
      else expect(opened).toMatchObject({ body: { code: "request.invalid" } });
    },
  );
});

describe("A6 the page's word on when it was finished", () => {
  it("A6 opens nothing before the time, after the closing without a time inside the window, or after fourteen days", async () => {
    clock.set("2026-11-24T02:00:00.000Z");
    const window = { opensAt: "2026-11-25T00:00:00.000Z", closesAt: "2026-11-26T00:00:00.000Z", quota: 1 };
    const link = await site.open(window);
    const finished = (finishedAt: string | null) => ({ ...site.honest(), finishedAt });
    const inside = "2026-11-25T12:00:00.000Z";
    await site.refuses("collector.notYetOpen", () => site.submit(finished(inside), link));
    clock.set("2026-11-26T00:00:00.000Z");
    const lies = [null, "2026-11-24T23:59:59.999Z", "2026-11-26T00:00:00.000Z", "2999-01-01T00:00:00Z"];
    for (const lie of lies) await site.refuses("collector.closed", () => site.submit(finished(lie), link));
    const late = [await site.submit(finished(inside), link), await site.submit(finished(inside), link)];
    expect(late.map(({ status }) => status)).toEqual(["late", "late"]);
    expect(await countsOf(link)).toEqual({ accepted: 0, received: 2, withdrawn: 0 });
    clock.set("2026-12-10T00:00:01.000Z");
    await site.refuses("collector.closed", () => site.submit(finished(inside), link));
  });

  it("A6 a time that is none is refused by its shape", async () => {
    clock.set("2026-11-24T02:00:00.000Z");
    for (const finishedAt of ["", "yesterday", "NaN", "2026-13-45T99:00:00Z", 1_700_000_000, {}]) {
      await site.refuses("request.invalid", () => site.submit({ ...site.honest(), finishedAt } as never));
    }
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(site.server.failures).toEqual([]);
});
