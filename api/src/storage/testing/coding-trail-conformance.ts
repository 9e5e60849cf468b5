import { expect, it } from "vitest";
import { sampleId, sampleNote, sampleStudy } from "../../../test/sample-rows.ts";
import type { openStores } from "../stores/open-stores.ts";
import { addTranscript, conflictOf, makeCoding } from "./sample-codings.ts";

type Stores = ReturnType<typeof openStores>;

const at = "2026-11-24T02:00:00.000Z";

/** What the trail of codings and of the codebook must hold on every adapter. */
export function describeCodingTrail(stores: () => Stores): void {
  it("keeps every change of a coding once, and nothing of a change that came too late", async () => {
    await addTranscript(stores());
    const { coding, codingTrail: trail, journal } = stores();
    const act = (id: string, kind = "change") => ({ id, kind, actor: "甲", at });
    const added = Array.from({ length: 60 }, (_, index) => ({ before: null, after: makeCoding(index) }));
    await journal.commit(sampleStudy, sampleNote, [trail.change(sampleStudy, act("a1", "add"), added)]);
    const [first, other] = [makeCoding(0), makeCoding(1)];
    const changed = { ...first, code: "c2", revision: 2 } as unknown as typeof first;
    const changes = [
      { before: first, after: changed },
      { before: other, after: null },
    ];
    await journal.commit(sampleStudy, sampleNote, [trail.change(sampleStudy, act("a2"), changes)]);
    const late = journal.commit(sampleStudy, sampleNote, [
      trail.change(sampleStudy, act("a3"), [...changes].reverse()),
    ]);
    expect((await conflictOf(late)).table).toBe("coding_changes");
    expect(await coding.list(sampleStudy)).toHaveLength(59);
    expect(await coding.find(sampleStudy, first.id)).toEqual(changed);
    const last = await trail.lastChange(sampleStudy, sampleId(1));
    expect((await trail.changesAfter(sampleStudy, sampleId(1), last - 1)).map(({ after }) => after)).toEqual([null]);
    const book = { version: "1", codes: [{ id: "c2" }], modifiers: {} } as never;
    const moved = { act: act("a0", "move"), revision: 2, before: book, after: book };
    await journal.commit(sampleStudy, sampleNote, [
      coding.putCodebook(sampleStudy, book, 2),
      trail.addCodebookChange(sampleStudy, moved),
      trail.addCodebookChange(sampleStudy, { ...moved, act: act("a2") }),
    ]);
    const listed = await trail.listActs(sampleStudy, undefined, 9);
    expect(listed.map(({ act: { id }, count, codebook }) => [id, count, codebook])).toEqual([
      ["a2", 2, true],
      ["a1", 60, false],
      ["a0", 0, true],
    ]);
    expect(await trail.listActs(sampleStudy, { id: "a2", at }, 1)).toEqual(listed.slice(1, 2));
    expect(await trail.listActs(sampleStudy, { id: "a1", at }, 9)).toEqual(listed.slice(2));
    const gone = trail.change(sampleStudy, act("a5"), [
      { before: changed, after: { ...changed, code: "c3", revision: 3 } as never },
    ]);
    expect((await conflictOf(journal.commit(sampleStudy, sampleNote, [gone]))).table).toBe("coding_changes");
    const used = trail.expectUncoded(sampleStudy, ["c9", "c2"]);
    expect((await conflictOf(journal.commit(sampleStudy, sampleNote, [used]))).table).toBe("codebooks");
    await journal.commit(sampleStudy, sampleNote, [trail.expectUncoded(sampleStudy, ["c9"])]);
    const old = { ...changed, transcriptRevision: 9, revision: 3 };
    const stale = journal.commit(sampleStudy, sampleNote, [
      trail.change(sampleStudy, act("a4"), [{ before: changed, after: old }]),
    ]);
    expect((await conflictOf(stale)).table).toBe("coding_changes");
    await journal.commit(sampleStudy, sampleNote, [trail.expectCarried(sampleStudy, sampleId(1), 1)]);
    const left = journal.commit(sampleStudy, sampleNote, [trail.expectCarried(sampleStudy, sampleId(1), 2)]);
    expect((await conflictOf(left)).kind).toBe("notNull");
    await journal.commit(sampleStudy, sampleNote, [trail.forgetWords(sampleStudy, sampleId(1), "a2")]);
    expect(await trail.changesOfAct(sampleStudy, "a2")).toMatchObject([
      { before: null, after: changed },
      { after: null },
    ]);
    expect((await trail.changesOfAct(sampleStudy, "a1")).every(({ after }) => after === null)).toBe(true);
  });
}
