import { expect, it } from "vitest";
import { forgetDraft, keepDraft, listDrafts, readDraft } from "./kept-draft.ts";

function memoryStore(limit = Number.POSITIVE_INFINITY) {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (place: number) => [...kept.keys()][place] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > limit) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, value);
    },
    removeItem: (key: string) => kept.delete(key),
  };
}

const draft = { base: 3, at: "2026-11-24T04:00:00Z", value: { text: "𠮷野家说：“不算数”。" } };

it("gives back what was kept, 4-byte characters included, until it is forgotten", () => {
  const store = memoryStore();
  store.setItem("somebody-else", "{}");
  expect(keepDraft(store, "session a", draft)).toBe(true);
  expect(readDraft(store, "session a")).toEqual(draft);
  expect(readDraft(store, "session b")).toBeNull();
  expect(listDrafts(store)).toEqual(["session a"]);
  forgetDraft(store, "session a");
  expect(listDrafts(store)).toEqual([]);
});

it("goes on where the browser keeps no more, and reads nothing that is not a draft", () => {
  expect(keepDraft(memoryStore(10), "session a", draft)).toBe(false);
  const store = memoryStore();
  store.setItem("diaoyan-desk-draft session a", "{broken");
  expect(readDraft(store, "session a")).toBeNull();
});
