import { expect, it } from "vitest";
import { sampleNote, sampleStudy } from "../../../test/sample-rows.ts";
import type { CaseChange } from "../../ports/case-store.ts";
import { StorageConflict } from "../../ports/journal.ts";
import type { openStores } from "../stores/open-stores.ts";

type Stores = ReturnType<typeof openStores>;

const changeOf = (revision: number): CaseChange => ({
  case: "case-1",
  revision,
  kind: "edit",
  actor: "tester",
  at: "2026-11-27T02:00:00.000Z",
  note: "说明",
  sentences: [{ section: "a", before: "旧句😀", after: null }],
});

/** What the trail of cases must hold on every adapter. */
export function describeCases(stores: () => Stores): void {
  const add = (revision: number) =>
    stores().journal.commit(sampleStudy, sampleNote, [stores().caseTrail.add(sampleStudy, changeOf(revision))]);

  it("keeps the trail of a case newest first, one change a revision, and forgets its words on demand", async () => {
    await add(1);
    await add(2);
    await expect(add(2)).rejects.toThrow(StorageConflict);
    const { caseTrail, journal } = stores();
    expect(await caseTrail.list(sampleStudy, "case-1")).toEqual([changeOf(2), changeOf(1)]);
    await journal.commit(sampleStudy, sampleNote, [caseTrail.forgetWords(sampleStudy, "case-1")]);
    expect(await caseTrail.list(sampleStudy, "case-1")).toMatchObject([
      { revision: 2, actor: "tester", sentences: [] },
      { revision: 1, sentences: [] },
    ]);
  });

  it("keeps one sheet a rater and one decision a lead, the last that was given", async () => {
    const { journal, leads } = stores();
    const at = "2026-11-27T02:00:00.000Z";
    const sheet = (rater: string, effect: number) => ({
      ...{ lead: "lead-1", rater, by: "tester", points: { effect }, comment: "有数据😀", at },
    });
    const decision = { lead: "lead-1", outcome: "reserve" as const, reason: "待核实", by: "tester", at };
    await journal.commit(sampleStudy, sampleNote, [
      leads.putScore(sampleStudy, sheet("a", 1)),
      leads.putScore(sampleStudy, sheet("b", 2)),
      leads.putScore(sampleStudy, sheet("a", 3)),
      leads.putDecision(sampleStudy, { ...decision, revision: 1 }),
      leads.putDecision(sampleStudy, { ...decision, outcome: "selected", revision: 2 }),
    ]);
    expect(await leads.listScores(sampleStudy)).toEqual([sheet("a", 3), sheet("b", 2)]);
    expect(await leads.listDecisions(sampleStudy)).toEqual([{ ...decision, outcome: "selected", revision: 2 }]);
  });
}
