import { expect, it } from "vitest";
import {
  makeCollector,
  makeResponse,
  sampleCollector,
  sampleId,
  sampleNote,
  sampleStudy,
} from "../../../test/sample-rows.ts";
import { StorageConflict } from "../../ports/journal.ts";
import { linkFull } from "../../ports/quota-store.ts";
import type { openStores } from "../stores/open-stores.ts";

type Stores = ReturnType<typeof openStores>;

const link = "anonymous";
const other = "another";
const atLeast = 4;

/** What every adapter must hold of answers that wait for company. */
export function describeHeld(stores: () => Stores): void {
  const commit = (...writes: Parameters<Stores["journal"]["commitUnlogged"]>[0]) =>
    stores().journal.commit(sampleStudy, sampleNote, writes);
  const open = (id: string, quota: number | null = null) =>
    stores().journal.commit(sampleStudy, { actor: "tester", action: "test", subject: id }, [
      stores().collectors.add(makeCollector({ id, quota }), "2026-11-24T02:00:00.000Z"),
    ]);
  const hold = (numbers: readonly number[], collector = link, day = "2026-11-24") =>
    commit(
      stores().responses.hold(
        numbers.map((number) => makeResponse(number, { collector: collector as never, day: day as never })),
        atLeast,
      ),
    );
  const held = async () => (await stores().responses.listHeld(sampleStudy)).length;
  const pending = async () => (await stores().responses.listPending(sampleStudy)).length;
  const idsOf = async () => (await stores().responses.list(sampleStudy, { limit: 1_000 })).map(({ id }) => String(id));
  const taken = (error: unknown) => error instanceof StorageConflict && error.table === "responses";

  it("holds answers until enough of their collector came, and shows and counts none meanwhile", async () => {
    await open(link);
    await open(other);
    await hold([1, 2]);
    await hold([10], other);
    await hold([3]);
    expect([await held(), await pending()]).toEqual([4, 0]);
    expect([await idsOf(), await stores().responses.listCompleteIds(sampleStudy)]).toEqual([[], []]);
    expect(await stores().responses.find(sampleStudy, sampleId(3))).toBeUndefined();
    expect((await stores().responses.findById(sampleId(3)))?.collector).toBe(link);
    const waiting = await stores().responses.countWaiting(sampleStudy);
    expect(waiting.map(({ collector, status, count }) => [collector, status, count]).sort()).toEqual([
      [link, "complete", 3],
      [other, "complete", 1],
    ]);
    expect((await stores().collectors.find(link))?.accepted).toBe(3);
    expect(await stores().responses.countByCollector(sampleStudy)).toEqual([]);
    expect(await stores().responses.countByNotice(sampleStudy)).toEqual([]);
    await hold([4, 5]);
    expect([await held(), await pending()]).toEqual([1, 5]);
    expect(await idsOf()).toEqual([1, 2, 3, 4, 5].map(sampleId).sort());
    expect((await stores().collectors.find(link))?.accepted).toBe(5);
    await commit(stores().collectors.close(sampleStudy, other, "2026-11-24T02:00:00.000Z"));
    expect((await stores().responses.find(sampleStudy, sampleId(10)))?.collector).toBe(other);
    expect(await stores().responses.countWaiting(sampleStudy)).toEqual([]);
    expect((await stores().progress.listValidIds(sampleStudy, "sample")).length).toBe(6);
  });

  it("gives all of a company the day of its last, whatever the clock did", async () => {
    await open(link);
    await hold([1, 2], link, "2026-11-25");
    await hold([3, 4], link, "2026-11-24");
    const days = (await stores().responses.list(sampleStudy, { limit: 9 })).map(({ day }) => String(day));
    expect(days).toEqual(["2026-11-25", "2026-11-25", "2026-11-25", "2026-11-25"]);
  });

  it("shows what comes late of a link neither with those that waited before it ended nor one by one", async () => {
    await open(link);
    await hold([1, 2, 3]);
    const late = (numbers: readonly number[], collector = link) =>
      commit(
        stores().responses.hold(
          numbers.map((number) => makeResponse(number, { collector: collector as never, status: "late" })),
          atLeast,
        ),
      );
    await commit(stores().collectors.close(sampleStudy, link, "2026-11-24T02:00:00.000Z"));
    expect(await idsOf()).toEqual([1, 2, 3].map(sampleId));
    await late([4]);
    await late([5, 6]);
    expect(await idsOf()).toEqual([1, 2, 3].map(sampleId));
    await late([7]);
    expect(await idsOf()).toEqual([1, 2, 3, 4, 5, 6, 7].map(sampleId));
    await late([8]);
    expect(await held()).toBe(4);
    expect((await stores().responses.countWaiting(sampleStudy)).map(({ count }) => count)).toEqual([1]);
    // of a link that ended so long ago that nothing can come any more
    await open(other);
    await commit(stores().collectors.close(sampleStudy, other, "2026-11-01T02:00:00.000Z"));
    await late([9], other);
    expect(await idsOf()).toContain(sampleId(9));
  });

  it("takes an id once, whether it is held, has left, or comes twice at once", async () => {
    await open(link);
    await hold([1]);
    await expect(hold([1])).rejects.toSatisfy(taken);
    await expect(hold([2, 2])).rejects.toSatisfy(taken);
    await expect(commit(stores().responses.add([makeResponse(1)]))).rejects.toSatisfy(taken);
    await hold([2, 3, 4]);
    await expect(hold([3])).rejects.toSatisfy(taken);
    expect(await idsOf()).toEqual([1, 2, 3, 4].map(sampleId).sort());
  });

  it("fills a link to its quota and no further, counting those who wait", async () => {
    const isFull = (error: unknown) => error instanceof StorageConflict && error.table === linkFull;
    await open(link, 3);
    await hold([1, 2, 3]);
    await expect(hold([4])).rejects.toSatisfy(isFull);
    await commit(stores().responses.withdraw(sampleStudy, sampleId(1)));
    expect((await stores().collectors.find(link))?.accepted).toBe(2);
    await hold([4]);
    expect((await stores().collectors.find(link))?.accepted).toBe(3);
  });

  it("keeps verdict and tombstone of an answer that waits, and counts no tombstone as company", async () => {
    await open(link);
    await hold([1, 2, 3]);
    const review = { study: sampleStudy, response: sampleId(1), verdict: "invalid" as const, reason: "重复" };
    await commit(
      stores().responses.review(sampleStudy, sampleId(1), "excluded"),
      stores().responses.putReview({ ...review, reviewer: "u", at: "2026-11-24T02:00:00.000Z" }),
      stores().responses.withdraw(sampleStudy, sampleId(2)),
    );
    await expect(commit(stores().responses.withdraw(sampleStudy, sampleId(2)))).rejects.toBeInstanceOf(StorageConflict);
    await hold([4]);
    expect(await held()).toBe(4);
    await hold([5]);
    expect(await held()).toBe(0);
    const [first, second] = await stores().responses.findMany(sampleStudy, [sampleId(1), sampleId(2)]);
    expect([first?.status, second?.status, second?.answers]).toEqual(["excluded", "withdrawn", {}]);
    expect((await stores().responses.listReviews(sampleStudy, "sample")).map(({ response }) => response)).toEqual([
      sampleId(1),
    ]);
    expect((await stores().collectors.find(sampleCollector))?.accepted).toBe(0);
  });
}
