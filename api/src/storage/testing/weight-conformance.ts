import { expect, it } from "vitest";
import { sampleNote, sampleStudy } from "../../../test/sample-rows.ts";
import { StorageConflict } from "../../ports/journal.ts";
import type { KeptWeight } from "../../ports/weight-store.ts";
import type { openStores } from "../stores/open-stores.ts";

const weightOf = (name: string, minute: string): KeptWeight => ({
  name,
  source: "课题名册😀",
  margins: { sex: { "1": 40, "2": 60 }, "sex*age": { "1*1": 40, "2*1": 60 } },
  limit: 3,
  by: "李负责",
  at: `2026-11-27T02:${minute}:00.000Z`,
});

/** What kept weights must hold on every adapter. */
export function describeWeights(stores: () => ReturnType<typeof openStores>): void {
  it("keeps weights under their names, in the order they were kept, and none under a name that is taken", async () => {
    const { journal, weights } = stores();
    const add = (weight: KeptWeight, of = "sample") =>
      journal.commit(sampleStudy, sampleNote, [weights.add(sampleStudy, of, weight)]);
    await add(weightOf("乙", "01"));
    await add(weightOf("甲", "02"));
    await add(weightOf("甲", "03"), "other");
    await expect(add(weightOf("甲", "04"))).rejects.toThrow(StorageConflict);
    expect(await weights.list(sampleStudy, "sample")).toEqual([weightOf("乙", "01"), weightOf("甲", "02")]);
    await journal.commit(sampleStudy, sampleNote, [weights.remove(sampleStudy, "sample", "乙")]);
    expect(await weights.list(sampleStudy, "sample")).toEqual([weightOf("甲", "02")]);
    expect(await weights.list(sampleStudy, "other")).toEqual([weightOf("甲", "03")]);
  });

  it("keeps made variables apart from weights", async () => {
    const { journal, weights, madeVariables } = stores();
    const { by, at } = weightOf("丙", "05");
    const recipe = { name: "丙", op: "cut" as const, from: "age", breaks: [35, 50] };
    const made = { name: "丙", recipe, by, at };
    await journal.commit(sampleStudy, sampleNote, [madeVariables.add(sampleStudy, "made", made)]);
    expect(await madeVariables.list(sampleStudy, "made")).toEqual([made]);
    expect(await weights.list(sampleStudy, "made")).toEqual([]);
    const again = journal.commit(sampleStudy, sampleNote, [madeVariables.add(sampleStudy, "made", made)]);
    await expect(again).rejects.toThrow(StorageConflict);
  });
}
