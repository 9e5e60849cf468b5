import type { AssignedModules, CollectorPage } from "@diaoyan/api/contract";
import { describe, expect, it } from "vitest";
import { settleAssignment } from "./assignment.ts";
import type { Draft, DraftStore } from "./draft.ts";
import type { Invitation } from "./invitation.ts";

const first: AssignedModules = { modules: ["a", "b"], signature: "1".repeat(32) };
const second: AssignedModules = { modules: ["b", "c"], signature: "2".repeat(32) };
const pageWith = (assignment: AssignedModules | null, split = true) => ({ split, assignment }) as CollectorPage;

/** A browser's storage and a draft store over it, as far as they matter here. */
function device() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  } as unknown as Storage;
  let draft: Draft | null = null;
  const store: DraftStore = {
    durable: true,
    read: () => draft,
    write: (next) => {
      draft = next;
    },
    clear: () => {
      draft = null;
    },
    watch: () => undefined,
  };
  return { kept, place: { key: "k", storage, store } };
}

describe("settleAssignment", () => {
  it("keeps the first assignment through loading again, starting again, and a damaged record", () => {
    const { kept, place } = device();
    expect(settleAssignment(place, pageWith(first), null)?.assignment).toEqual(first);
    const again = settleAssignment(place, pageWith(second), null);
    expect(again?.assignment).toEqual(first);
    again?.store.clear();
    expect(settleAssignment(place, pageWith(second), null)?.assignment).toEqual(first);
    kept.set("k", "{broken");
    expect(settleAssignment(place, pageWith(second), null)?.assignment).toEqual(second);
  });

  it("E4 forgets it with the receipt, for the next person at this device", () => {
    const { place } = device();
    const settled = settleAssignment(place, pageWith(first), null);
    settled?.store.write({ receipt: { receipt: "X" } } as Draft);
    settled?.store.clear();
    expect(settleAssignment(place, pageWith(second), null)?.assignment).toEqual(second);
  });

  it("takes an invited person's from the invitation, and without a network what was kept of it", () => {
    const { place } = device();
    const invitation = (assignment: AssignedModules | null) => ({ assignment }) as Invitation;
    expect(settleAssignment(place, pageWith(null), invitation(null))).toBeNull();
    expect(settleAssignment(place, pageWith(null), invitation(first))?.assignment).toEqual(first);
    expect(settleAssignment(place, pageWith(null), invitation(null))?.assignment).toEqual(first);
  });

  it("asks everything where nothing is split", () => {
    const { place } = device();
    expect(settleAssignment(place, pageWith(null, false), null)).toMatchObject({
      assignment: null,
      store: place.store,
    });
  });
});
