import type { AssignedModules, CollectorPage } from "@diaoyan/api/contract";
import type { DraftStore } from "./draft.ts";
import type { Invitation } from "./invitation.ts";

/** What was kept of an assignment; anything that is not one counts as none. */
function parseAssignment(text: string | null): AssignedModules | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<AssignedModules> | null;
    return Array.isArray(value?.modules) && typeof value.signature === "string" ? (value as AssignedModules) : null;
  } catch {
    return null;
  }
}

/** The modules a respondent answers, and the draft store that forgets them with the receipt, for the next at this device. */
export interface SettledAssignment {
  /** Null where everything is asked. */
  readonly assignment: AssignedModules | null;
  readonly store: DraftStore;
  /** Lets go of what this device keeps of the assignment, damaged as it is: the next start takes a new one. */
  readonly dropAssignment: () => void;
}

/**
 * Settles which modules are asked here: those kept from an earlier visit, so that loading the page again changes nothing,
 * else those that came with the page or the invitation. Null when a split questionnaire has none, as on a first visit
 * without a network.
 */
export function settleAssignment(
  place: { readonly key: string; readonly storage: Storage | null; readonly store: DraftStore },
  page: CollectorPage,
  invitation: Invitation | null,
): SettledAssignment | null {
  const { key, storage, store } = place;
  const dropAssignment = () => storage?.removeItem(key);
  if (!page.split) return { assignment: null, store, dropAssignment };
  const kept = parseAssignment(storage?.getItem(key) ?? null);
  const assignment = invitation === null ? (kept ?? page.assignment) : (invitation.assignment ?? kept);
  if (assignment === null) return null;
  storage?.setItem(key, JSON.stringify(assignment));
  const clear = () => {
    if (store.read()?.receipt) dropAssignment();
    store.clear();
  };
  return { assignment, store: { ...store, clear }, dropAssignment };
}
