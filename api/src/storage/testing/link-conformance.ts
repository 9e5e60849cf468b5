import fc from "fast-check";
import { expect, it } from "vitest";
import { makeCollector, makeResponse, sampleId, sampleNote, sampleStudy } from "../../../test/sample-rows.ts";
import { StorageConflict } from "../../ports/journal.ts";
import { linkFull } from "../../ports/quota-store.ts";
import type { openStores } from "../stores/open-stores.ts";

type Stores = ReturnType<typeof openStores>;

const link = "narrow";
const places = 3;
const statuses = ["complete", "late", "excluded"] as const;

/** What somebody does to one of a few responses. */
const step = fc.record({
  act: fc.constantFrom("add", "review", "withdraw" as const),
  at: fc.integer({ min: 1, max: 7 }),
  status: fc.constantFrom(...statuses),
});

/** What the places of a link must hold on every adapter. */
export function describeLinks(stores: () => Stores): void {
  const commit = (...writes: Parameters<Stores["journal"]["commitUnlogged"]>[0]) =>
    stores().journal.commit(sampleStudy, sampleNote, writes);
  const open = (quota: number) =>
    stores().journal.commit(sampleStudy, { actor: "tester", action: "test", subject: link }, [
      stores().collectors.add(makeCollector({ id: link, quota }), "2026-11-24T02:00:00.000Z"),
    ]);
  const add = (at: number, status: (typeof statuses)[number] = "complete") =>
    commit(stores().responses.add([makeResponse(at, { collector: link as never, status })]));
  const review = (at: number, status: (typeof statuses)[number]) =>
    commit(stores().responses.review(sampleStudy, sampleId(at), status));
  const withdraw = (at: number) => commit(stores().responses.withdraw(sampleStudy, sampleId(at)));
  const accepted = async () => (await stores().collectors.find(link))?.accepted;
  const isFull = (error: unknown) => error instanceof StorageConflict && error.table === linkFull;

  it("gives exactly the places of a link, whoever comes first, and each back once", async () => {
    await open(10);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => add(at)));
    const refused = outcomes.filter((one) => one.status === "rejected");
    expect(refused).toHaveLength(10);
    expect(refused.every(({ reason }) => isFull(reason))).toBe(true);
    expect(await accepted()).toBe(10);
    const taken = outcomes.findIndex(({ status }) => status === "fulfilled");
    await withdraw(taken);
    await expect(withdraw(taken)).rejects.toBeInstanceOf(StorageConflict);
    expect(await accepted()).toBe(9);
  });

  it("lets a response that was taken back and then withdrawn give back the place it took, and no other", async () => {
    await open(2);
    await add(1);
    await add(2, "late");
    await review(2, "complete");
    expect(await accepted()).toBe(2);
    await withdraw(2);
    expect(await accepted()).toBe(1);
    await add(3);
    await review(3, "excluded");
    await withdraw(3);
    expect(await accepted()).toBe(1);
  });

  it("sets a quota no lower than what is held", async () => {
    const set = (quota: number | null) => commit(stores().collectors.setQuota(sampleStudy, link, quota));
    await open(2);
    await add(1);
    await add(2);
    await expect(set(1)).rejects.toSatisfy(isFull);
    await set(3);
    await add(3);
    await expect(add(4)).rejects.toSatisfy(isFull);
    await set(null);
    await add(4);
    expect(await accepted()).toBe(4);
  });

  it("counts what is complete, whatever people do in whatever order", async () => {
    await open(places);
    const known = new Map<number, string>();
    const complete = () => [...known.values()].filter((status) => status === "complete").length;
    const work = { add, review, withdraw };
    for (const { act, at, status } of fc.sample(step, 60)) {
      const before = known.get(at);
      if ((act === "add") !== (before === undefined) || before === "withdrawn") continue;
      const after = act === "withdraw" ? "withdrawn" : status;
      const overfills = after === "complete" && before !== "complete" && complete() === places;
      const outcome = await work[act](at, status).then(
        () => "done",
        (error: unknown) => isFull(error) && "full",
      );
      expect(outcome).toBe(overfills ? "full" : "done");
      if (!overfills) known.set(at, after);
      expect(await accepted()).toBe(complete());
    }
    expect(known.size).toBeGreaterThan(4);
  });
}
