import { expect, it } from "vitest";
import { mayReload } from "./reload-stale.ts";

it("fetches a page anew once a minute at most", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  expect([1_000, 2_000, 60_999, 61_000, 61_500].map((now) => mayReload(storage, now))).toEqual([
    true,
    false,
    false,
    true,
    false,
  ]);
});
