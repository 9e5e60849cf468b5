import type { Receipt, Submission } from "@diaoyan/api/contract";
import type { Answers } from "@diaoyan/instruments";

/** What this device keeps of one response, from the first page to the receipt. */
export interface Draft {
  /** Id of the response; it stays the same until the receipt, so that repeating a submission adds nothing. */
  readonly id: string;
  /** Milliseconds since 1970 when the questions were first shown. */
  readonly startedAt: number;
  readonly answers: Answers;
  readonly page: number;
  /** Finished and on its way; null while it is being filled in. */
  readonly pending: Submission | null;
  readonly receipt: Receipt | null;
  /** When the server last kept it, and whether it was changed since; only with a personal invitation. */
  readonly keptAt?: string;
  readonly unkept?: boolean;
}

/** Keeps the draft of one person's response to one version through one collector. */
export interface DraftStore {
  /** False where the browser keeps nothing: the draft then lives as long as the page. */
  readonly durable: boolean;
  read(): Draft | null;
  write(draft: Draft): void;
  clear(): void;
  /** Calls back when another tab has changed the draft. */
  watch(changed: (draft: Draft | null) => void): void;
}

/** Key of a draft: two questionnaires, versions or invited persons never share one. */
export function draftKey(place: {
  readonly collector: string;
  readonly version: string;
  readonly person: string;
}): string {
  return ["diaoyan-draft", place.collector, place.version, place.person].map(encodeURIComponent).join("/");
}

/** Key of the modules assigned to the same person. */
export function assignmentKey(place: Parameters<typeof draftKey>[0]): string {
  return draftKey(place).replace("diaoyan-draft", "diaoyan-modules");
}

/** Reads a stored draft; anything that is not one counts as none. */
export function parseDraft(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<Draft> | null;
    return typeof value?.id === "string" && typeof value.answers === "object" ? (value as Draft) : null;
  } catch {
    return null;
  }
}
