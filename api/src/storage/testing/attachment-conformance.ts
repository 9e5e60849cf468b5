import { brandAs, type Session, type SessionId } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { sampleId, sampleNote, sampleStudy } from "../../../test/sample-rows.ts";
import { makeSession } from "../../../test/session.ts";
import type { StoredAttachment } from "../../ports/attachment-store.ts";
import { StorageConflict } from "../../ports/journal.ts";
import type { openStores } from "../stores/open-stores.ts";

type Stores = ReturnType<typeof openStores>;

const at = "2026-10-12T02:00:00.000Z";
const make = (number: number, changes: Partial<StoredAttachment> = {}): StoredAttachment => ({
  id: sampleId(number),
  session: sampleId(900),
  note: null,
  kind: "录音",
  name: "录音-𠮷.webm",
  media: "audio/webm;codecs=opus",
  bytes: 600_000,
  sha256: null,
  seconds: 61.5,
  startsAt: 3,
  recordedAt: `2026-10-12T01:30:0${number % 10}.000Z`,
  owner: "somebody",
  wrappedKey: "wrapped",
  sealedKey: null,
  begunAt: at,
  finishedAt: null,
  purgedAt: null,
  ...changes,
});

/** What attachments must hold on every adapter. */
export function describeAttachments(stores: () => Stores): void {
  it("lists attachments by time with what has come of them, whether or not their session is here", async () => {
    const { attachments, journal, sessions } = stores();
    const session = { ...makeSession(sampleId(900)), id: brandAs<SessionId>(sampleId(900)) } as unknown as Session;
    const orphan = make(1, { session: sampleId(901) });
    await journal.commit(sampleStudy, sampleNote, [
      sessions.put(sampleStudy, session, "somebody"),
      attachments.add(sampleStudy, make(2)),
      attachments.add(sampleStudy, orphan),
    ]);
    const chunk = { position: 0, sha256: "a".repeat(64), bytes: 262_172 };
    const other = { ...chunk, sha256: "b".repeat(64) };
    for (const one of [chunk, other, { ...chunk, position: 2 }]) {
      await journal.commitUnlogged([attachments.addChunk(sampleStudy, sampleId(2), one)]);
    }
    expect(await attachments.listChunks(sampleStudy, sampleId(2))).toEqual([chunk, { ...chunk, position: 2 }]);
    expect(await attachments.list(sampleStudy)).toEqual([
      { ...orphan, received: 0, sessionStands: false },
      { ...make(2), received: 2, sessionStands: true },
    ]);
    expect(await attachments.list(sampleStudy, sampleId(901))).toHaveLength(1);
    expect(await attachments.find("other-study", sampleId(1))).toBeUndefined();
    expect(await sessions.listAttachments(sampleStudy)).toEqual([]);
    await journal.commit(sampleStudy, sampleNote, [
      sessions.put(sampleStudy, session, "somebody"),
      sessions.put(sampleStudy, session, "another"),
    ]);
    const touched = ["somebody", "another", "nobody"].map((who) => sessions.listTouched(sampleStudy, who));
    expect(await Promise.all(touched)).toEqual([[session.id], [session.id], []]);
    const refused = journal.commitUnlogged([attachments.addChunk(sampleStudy, sampleId(3), chunk)]);
    await expect(refused).rejects.toBeInstanceOf(StorageConflict);
  });

  it("destroys an attachment once, with its line in the log", async () => {
    const { attachments, journal } = stores();
    await journal.commit(sampleStudy, sampleNote, [attachments.add(sampleStudy, make(1))]);
    await journal.commit(sampleStudy, sampleNote, [attachments.keepKey(sampleStudy, sampleId(1), "early")]);
    expect(await attachments.find(sampleStudy, sampleId(1))).toMatchObject({ sealedKey: "early", finishedAt: null });
    await journal.commit(sampleStudy, sampleNote, [
      attachments.finish(sampleStudy, sampleId(1), { sha256: "c".repeat(64), sealedKey: "sealed", at }),
    ]);
    expect(await attachments.find(sampleStudy, sampleId(1))).toMatchObject({ sealedKey: "sealed", wrappedKey: "" });
    const line = { sha256: "c".repeat(64), bytes: 600_000, dueOn: "2026-10-11", reason: "到期", actor: "甲", at };
    const purge = { attachment: sampleId(1), ...line };
    const outcomes = await Promise.allSettled(
      [purge, { ...purge, reason: "再次" }].map((one) =>
        journal.commit(sampleStudy, sampleNote, [attachments.purge(sampleStudy, one)]),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await attachments.listPurges(sampleStudy)).toMatchObject([{ attachment: sampleId(1), dueOn: "2026-10-11" }]);
    expect(await attachments.find(sampleStudy, sampleId(1))).toMatchObject({ sealedKey: null, purgedAt: at });
    const set = { until: "2027-01-01", reason: "验收", setBy: "甲", setAt: at };
    await journal.commit(sampleStudy, sampleNote, [
      attachments.setRetention(sampleStudy, { ...set, until: "2026-12-01" }),
    ]);
    await journal.commit(sampleStudy, sampleNote, [attachments.setRetention(sampleStudy, set)]);
    expect(await attachments.findRetention(sampleStudy)).toEqual(set);
  });
}
