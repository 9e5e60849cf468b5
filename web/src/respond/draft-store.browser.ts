import { type Draft, type DraftStore, parseDraft } from "./draft.ts";

/** Drafts in the browser's localStorage: written at once, so that a page that is killed the next moment loses nothing. */
export function openDraftStore(key: string, storage: Storage | null): DraftStore {
  let held: string | null = storage?.getItem(key) ?? null;
  return {
    durable: storage !== null,
    read: () => parseDraft(storage === null ? held : storage.getItem(key)),
    write: (draft: Draft) => {
      held = JSON.stringify(draft);
      storage?.setItem(key, held);
    },
    clear: () => {
      held = null;
      storage?.removeItem(key);
    },
    watch: (changed) => {
      addEventListener("storage", (event) => {
        if (event.key === key) changed(parseDraft(event.newValue));
      });
    },
  };
}

/** The browser's storage if it can be written to; private windows and full disks refuse. */
export function findStorage(): Storage | null {
  try {
    const probe = "diaoyan-probe";
    localStorage.setItem(probe, probe);
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return null;
  }
}
