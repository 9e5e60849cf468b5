import { type Protocol, type Session, versionOfProtocol } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { sampleId, sampleNote, sampleStudy } from "../../../test/sample-rows.ts";
import { makeSession } from "../../../test/session.ts";
import { StorageConflict } from "../../ports/journal.ts";
import type { openStores } from "../stores/open-stores.ts";

type Stores = ReturnType<typeof openStores>;

const at = "2026-11-27T02:00:00.000Z";
/** What sessions must hold on every adapter besides their records. */
export function describeSessions(stores: () => Stores): void {
  it("invites a colleague to a session once, and lets them and the session go", async () => {
    const { journal, sessions } = stores();
    const session = makeSession(sampleId(910)) as unknown as Session;
    await journal.commit(sampleStudy, sampleNote, [sessions.put(sampleStudy, session, "somebody")]);
    const [one, two] = ["invited", "other"].map((user) => ({ session: session.id, user }));
    for (const place of [one, one, two]) {
      if (place === undefined) continue;
      await journal.commit(sampleStudy, sampleNote, [
        sessions.addColleague(sampleStudy, place, { by: "somebody", at }),
      ]);
    }
    expect(await sessions.listColleagues(sampleStudy, session.id)).toEqual(["invited", "other"]);
    expect(await sessions.listInvited(sampleStudy, "invited")).toEqual([session.id]);
    expect(await sessions.listInvited(sampleStudy, "somebody")).toEqual([]);
    if (two !== undefined) await journal.commit(sampleStudy, sampleNote, [sessions.removeColleague(sampleStudy, two)]);
    expect(await sessions.listColleagues(sampleStudy, session.id)).toEqual(["invited"]);
    await journal.commit(sampleStudy, sampleNote, [sessions.remove(sampleStudy, session.id)]);
    expect(await sessions.listInvited(sampleStudy, "invited")).toEqual([]);
  });

  it("keeps every version of a guide once, however often a pack brings it", async () => {
    const { journal, studies } = stores();
    const first = {
      ...{ id: "p-z", version: "1", title: { zh: "提纲（模拟数据）" }, audience: "", consentScript: "您好𠮷" },
      ...{ closingScript: "谢谢", sections: [], materials: [] },
    } as Protocol;
    const second = { ...first, closingScript: "谢谢您" };
    for (const guides of [[first], [first, second], [second, first]]) {
      await journal.commit(sampleStudy, sampleNote, [studies.keepProtocols(sampleStudy, guides, at)]);
    }
    const kept = await studies.listProtocolVersions(sampleStudy);
    expect(kept.filter(({ protocol }) => protocol.id === "p-z")).toHaveLength(2);
    expect(kept).toContainEqual({ version: versionOfProtocol(first), protocol: first });
  });

  it("keeps each revision of what was decided of words in sessions once, and answers the newest", async () => {
    const { deidentify, journal } = stores();
    const add = (revision: number, sealed: string) =>
      journal.commit(sampleStudy, sampleNote, [deidentify.addSessionWords(sampleStudy, { revision, sealed }, at)]);
    expect(await deidentify.findSessionWords(sampleStudy)).toBeUndefined();
    await add(1, "first");
    await add(2, "second");
    await expect(add(2, "too late")).rejects.toBeInstanceOf(StorageConflict);
    expect(await deidentify.findSessionWords(sampleStudy)).toEqual({ revision: 2, sealed: "second" });
  });
}
