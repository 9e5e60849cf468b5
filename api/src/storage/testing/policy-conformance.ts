import {
  brandAs,
  type ContentHash,
  type Day,
  type PolicySource,
  type Transcript,
  type TranscriptId,
} from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { sampleId, sampleNote, sampleStudy } from "../../../test/sample-rows.ts";
import { StorageConflict } from "../../ports/journal.ts";
import type { openStores } from "../stores/open-stores.ts";

type Stores = ReturnType<typeof openStores>;

const at = "2026-11-24T02:00:00.000Z";
const key = (place: number) => ({ id: brandAs<TranscriptId>(sampleId(place)), revision: 1 });

function sourceOf(place: number): PolicySource {
  const head = { title: `模拟文件${place}𠮷`, issuer: "模拟厅", number: "", region: "模拟省", url: "", file: "甲.txt" };
  const day = brandAs<Day>("2024-03-05");
  return { ...key(place), ...head, day, level: "其他省市", state: "不明", confirmed: null };
}

function textOf(place: number): Transcript {
  const hash = brandAs<ContentHash>(`h${place}`);
  return { ...key(place), session: null, title: "旧", text: "第一条 论文。", hash, turns: [] };
}

/** What policy documents must do on every adapter. */
export function describePolicies(stores: () => Stores): void {
  const commit = (...writes: Parameters<Stores["journal"]["commitUnlogged"]>[0]) =>
    stores().journal.commit(sampleStudy, sampleNote, writes);
  const add = (place: number, hash: string) =>
    commit(
      stores().transcripts.add(sampleStudy, textOf(place), 7, at),
      stores().policies.add(sampleStudy, sourceOf(place), hash),
    );

  it("keeps a policy document beside its text, one text once, and nothing of one that is refused", async () => {
    await add(71, "a");
    await expect(add(72, "a")).rejects.toThrow(StorageConflict);
    expect(await stores().transcripts.find(sampleStudy, sampleId(72))).toBeUndefined();
    expect(await stores().policies.findByText(sampleStudy, "a")).toEqual(sourceOf(71));
    const heads = await stores().transcripts.listHeads(sampleStudy);
    expect(heads.map(({ id, policy }) => [id, policy])).toContainEqual([sampleId(71), true]);
  });

  it("confirms a policy document under its title, and takes one away whole", async () => {
    await add(71, "a");
    const confirmed = { ...sourceOf(71), revision: 2, title: "新" };
    await commit(stores().policies.replace(sampleStudy, confirmed));
    expect(await stores().policies.list(sampleStudy)).toEqual([confirmed]);
    expect((await stores().transcripts.find(sampleStudy, sampleId(71)))?.title).toBe("新");
    await commit(stores().policies.remove(sampleStudy, sampleId(71)));
    expect(await stores().policies.find(sampleStudy, sampleId(71))).toBeUndefined();
    expect(await stores().transcripts.findWords(sampleStudy, ["论文"])).toEqual([]);
    await add(71, "a");
  });
}
