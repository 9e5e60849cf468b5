import type { DraftStore } from "./draft.ts";
import { keepDraft } from "./invitation.ts";

const pauseMilliseconds = 2_000;

/** A store that also puts the draft on the server: a few seconds after the last change, and when the page is left. */
export function keepOnServer(
  store: DraftStore,
  place: { readonly collector: string; readonly version: string; readonly token: string },
): DraftStore {
  let timer = 0;

  async function keep(): Promise<void> {
    clearTimeout(timer);
    const draft = store.read();
    if (!draft?.unkept || draft.pending || draft.receipt) return;
    const keptAt = await keepDraft(fetch, place, draft);
    const now = store.read();
    if (keptAt === undefined || now === null) return;
    const unchanged = JSON.stringify(now.answers) === JSON.stringify(draft.answers);
    store.write({ ...now, keptAt, unkept: (now.unkept ?? false) && !unchanged });
  }

  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void keep();
  });
  return {
    ...store,
    write: (draft) => {
      const before = store.read();
      const changed = JSON.stringify(before?.answers) !== JSON.stringify(draft.answers);
      store.write({
        ...draft,
        ...(before?.keptAt === undefined ? {} : { keptAt: before.keptAt }),
        unkept: (before?.unkept ?? false) || changed,
      });
      clearTimeout(timer);
      timer = window.setTimeout(() => void keep(), pauseMilliseconds);
    },
  };
}
