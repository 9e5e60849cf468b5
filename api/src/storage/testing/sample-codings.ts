import { brandAs, type ContentHash, type SessionId, type TranscriptId } from "@diaoyan/instruments";
import { expect } from "vitest";
import { sampleId, sampleNote, sampleStudy } from "../../../test/sample-rows.ts";
import { StorageConflict } from "../../ports/journal.ts";
import type { openStores } from "../stores/open-stores.ts";

type Stores = ReturnType<typeof openStores>;

const at = "2026-11-24T02:00:00.000Z";

/** The conflict a write runs into; fails where there is none. */
export async function conflictOf(work: Promise<unknown>): Promise<StorageConflict> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StorageConflict);
  return error as StorageConflict;
}

/** One transcript of 300 characters. */
export async function addTranscript(stores: Pick<Stores, "journal" | "transcripts">): Promise<void> {
  const transcript = {
    id: brandAs<TranscriptId>(sampleId(1)),
    revision: 1,
    session: null as SessionId | null,
    title: "访谈一",
    text: "文".repeat(300),
    hash: brandAs<ContentHash>("h"),
    turns: [],
  };
  await stores.journal.commit(sampleStudy, sampleNote, [stores.transcripts.add(sampleStudy, transcript, 300, at)]);
}

/** A coding of one character of it. */
export function makeCoding(start: number) {
  return {
    id: sampleId(1_000 + start),
    transcript: sampleId(1),
    transcriptRevision: 1,
    code: "c1",
    start,
    end: start + 1,
    quote: "文",
    before: "",
    after: "",
    modifiers: {},
    memo: "",
    origin: { kind: "rule", rule: "r" },
    at,
  } as unknown as Parameters<Stores["coding"]["add"]>[1][number];
}
