import { brandAs, type QuotaPlan } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { makeResponse, sampleId, sampleStudy } from "../../../test/sample-rows.ts";
import { StorageConflict } from "../../ports/journal.ts";
import { cellFull } from "../../ports/quota-store.ts";
import type { openStores } from "../stores/open-stores.ts";

type Stores = ReturnType<typeof openStores>;

const group = (id: string, ...values: string[]) => ({ id, label: { zh: id }, values });

/** 高校 × 基础研究 takes `most`, 企业 × 应用研究 has a target only. */
const planOf = (most: number): QuotaPlan => ({
  questionnaire: brandAs("sample"),
  axes: [
    { variable: "BG01", groups: [group("university", "1", "2"), group("company", "6")] },
    { variable: "BG05", groups: [group("basic", "2"), group("applied", "3")] },
  ],
  cells: [
    { groups: ["university", "basic"], target: most, limit: true },
    { groups: ["company", "applied"], target: 5, limit: false },
  ],
});
const basic = { BG01: 2, BG05: 2 };
const applied = { BG01: 6, BG05: 3 };

/** What quota cells must hold on every adapter. */
export function describeQuotas(stores: () => Stores): void {
  const put = (most: number, revision = 1) =>
    stores().journal.commitUnlogged([stores().quotas.put(sampleStudy, { plan: planOf(most), revision })]);
  const add = (at: number, answers: Record<string, number>) =>
    stores().journal.commitUnlogged([stores().responses.add([makeResponse(at, { answers })])]);
  const counts = async () => {
    const listed = await stores().quotas.listCounts(sampleStudy, "sample");
    return Object.fromEntries(listed.map(({ cell, received, valid }) => [cell, [received, valid]]));
  };
  const refused = async (work: Promise<unknown>) => {
    const error = await work.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StorageConflict);
    expect((error as StorageConflict).table).toBe(cellFull);
  };

  it("counts responses into cells by whatever writes them, and those of no cell apart", async () => {
    await add(1, basic);
    await put(3);
    await add(2, basic);
    await add(3, applied);
    await add(4, { BG01: 1, BG05: 3 });
    await add(5, {});
    expect(await counts()).toEqual({ "university/basic": [2, 2], "company/applied": [1, 1], "": [2, 2] });
    await stores().journal.commitUnlogged([
      stores().responses.review(sampleStudy, sampleId(1), "excluded"),
      stores().responses.withdraw(sampleStudy, sampleId(3)),
    ]);
    expect(await counts()).toEqual({ "university/basic": [2, 1], "company/applied": [0, 0], "": [2, 2] });
  });

  it("takes exactly as many as a limit says, whoever comes first, and gives a place back", async () => {
    await put(10);
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, (_, at) => add(at, basic)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    expect(await counts()).toMatchObject({ "university/basic": [10, 10] });
    await refused(add(90, basic));
    const taken = outcomes.findIndex(({ status }) => status === "fulfilled");
    await stores().journal.commitUnlogged([stores().responses.withdraw(sampleStudy, sampleId(taken))]);
    await add(91, basic);
    await refused(add(92, basic));
  });

  it("refuses a limit below the count and a review that overfills, and leaves all as it was", async () => {
    await add(1, basic);
    await add(2, basic);
    await put(2);
    await refused(put(1, 2));
    expect((await stores().quotas.find(sampleStudy, "sample"))?.revision).toBe(1);
    expect(await counts()).toMatchObject({ "university/basic": [2, 2] });
    await stores().journal.commitUnlogged([
      stores().responses.add([makeResponse(3, { answers: basic, status: "excluded" })]),
    ]);
    await refused(stores().journal.commitUnlogged([stores().responses.review(sampleStudy, sampleId(3), "complete")]));
    expect(await stores().quotas.countStrata(sampleStudy, planOf(1))).toEqual([{ first: "2", second: "2", count: 2 }]);
  });

  it("keeps the release that came first when two follow the same one", async () => {
    const release = (revision: number, document: string) =>
      stores().progress.putRelease({
        study: sampleStudy,
        questionnaire: "sample",
        audience: "viewers",
        revision,
        document,
      });
    for (const [revision, document] of [
      [1, "a"],
      [2, "b"],
      [2, "c"],
    ] as const)
      await stores().journal.commitUnlogged([release(revision, document)]);
    expect(await stores().progress.findRelease(sampleStudy, "sample", "viewers")).toMatchObject({ document: "b" });
  });
}
