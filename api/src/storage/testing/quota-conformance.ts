import { brandAs, type QuotaPlan } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { makeResponse, sampleId, sampleNote, sampleStudy } from "../../../test/sample-rows.ts";
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
/** The same with no limit on the cells, one on BG02 = 1, and BG03 watched. */
const withMargins = (most: number): QuotaPlan => ({
  ...planOf(1_000),
  margins: [
    {
      variable: "BG02",
      groups: [group("a", "1"), group("b", "2")],
      cells: [
        { groups: ["a"], target: most, limit: true },
        { groups: ["b"], target: 5, limit: false },
      ],
    },
    { variable: "BG03", groups: [group("x", "1")], cells: [{ groups: ["x"], target: 1, limit: false }] },
  ],
});
const basic = { BG01: 2, BG05: 2 };
const applied = { BG01: 6, BG05: 3 };

/** What quota cells must hold on every adapter. */
export function describeQuotas(stores: () => Stores): void {
  const put = (most: number, revision = 1) =>
    stores().journal.commit(sampleStudy, sampleNote, [
      stores().quotas.put(sampleStudy, { plan: planOf(most), revision }),
    ]);
  const putMargins = (most: number, revision = 1) =>
    stores().journal.commit(sampleStudy, sampleNote, [
      stores().quotas.put(sampleStudy, { plan: withMargins(most), revision }),
    ]);
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
    await stores().journal.commit(sampleStudy, sampleNote, [
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
    await stores().journal.commit(sampleStudy, sampleNote, [
      stores().responses.add([makeResponse(3, { answers: basic, status: "excluded" })]),
    ]);
    await refused(stores().journal.commitUnlogged([stores().responses.review(sampleStudy, sampleId(3), "complete")]));
    expect(await stores().quotas.countStrata(sampleStudy, planOf(1))).toEqual([{ first: "2", second: "2", count: 2 }]);
  });

  it("counts every margin by itself, by whatever writes a response, and holds its limits as those of the cells", async () => {
    await add(1, { BG01: 1, BG05: 2, BG02: 1 });
    await putMargins(4);
    await add(2, { BG01: 6, BG05: 3, BG02: 1 });
    await add(3, { BG01: 6, BG05: 3, BG02: 2 });
    await add(4, { BG01: 6, BG05: 9, BG03: 1 });
    const begun = { "@BG02/a": [2, 2], "@BG02/b": [1, 1], "@BG02/": [1, 1], "@BG03/x": [1, 1], "@BG03/": [3, 3] };
    expect(await counts()).toEqual({
      "university/basic": [1, 1],
      "company/applied": [2, 2],
      "": [1, 1],
      ...begun,
    });
    // whatever the cell, the margin refuses what overfills it: both count in one write
    const kinds = [basic, applied, { BG01: 9 }];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, at) => add(10 + at, { ...(kinds[at % 3] as Record<string, number>), BG02: 1 })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(await counts()).toMatchObject({ "@BG02/a": [4, 4] });
    const total = Object.entries(await counts()).filter(([cell]) => !cell.startsWith("@"));
    expect(total.reduce((sum, [, [received = 0] = []]) => sum + received, 0)).toBe(6);
    await refused(add(50, { ...basic, BG02: 1 }));
    await refused(putMargins(3, 2));
    await stores().journal.commit(sampleStudy, sampleNote, [
      stores().responses.review(sampleStudy, sampleId(1), "excluded"),
      stores().responses.withdraw(sampleStudy, sampleId(3)),
    ]);
    expect(await counts()).toMatchObject({ "@BG02/a": [4, 3], "@BG02/b": [0, 0], "@BG03/": [4, 3] });
    await add(51, { ...basic, BG02: 1 });
    await refused(stores().journal.commitUnlogged([stores().responses.review(sampleStudy, sampleId(1), "complete")]));
  });

  it("forgets a removed plan with its counters and limits, but not its revision", async () => {
    await putMargins(1);
    await add(1, { ...basic, BG02: 1 });
    await refused(add(2, { ...basic, BG02: 1 }));
    await stores().journal.commit(sampleStudy, sampleNote, [stores().quotas.remove(sampleStudy, "sample", 2)]);
    expect(await stores().quotas.find(sampleStudy, "sample")).toBeUndefined();
    expect(await stores().quotas.listRemoved(sampleStudy)).toEqual([{ questionnaire: "sample", revision: 2 }]);
    expect(await counts()).toEqual({});
    await add(2, { ...basic, BG02: 1 });
    await put(9, 3);
    expect(await counts()).toEqual({ "university/basic": [2, 2], "company/applied": [0, 0], "": [0, 0] });
    expect(await stores().quotas.listRemoved(sampleStudy)).toEqual([]);
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
