import type { JsonObject, JsonPath } from "./json-path.ts";

interface Moment {
  readonly draft: JsonObject;
  readonly chosen: JsonPath | null;
}

/** The draft with what led to it and what was taken back. */
export interface History {
  readonly past: readonly Moment[];
  readonly now: Moment;
  readonly future: readonly Moment[];
  /** Field being typed into: its letters are taken back together. */
  readonly field: string | null;
}

const kept = 200;

export function startHistory(draft: JsonObject, chosen: JsonPath | null = null): History {
  return { past: [], now: { draft, chosen }, future: [], field: null };
}

/** The next state; edits of one `field` in a row count as one. */
export function recordEdit(history: History, next: Moment, field: string | null = null): History {
  if (next.draft === history.now.draft) return { ...history, now: next };
  const goesOn = field !== null && field === history.field && history.past.length > 0;
  const past = goesOn ? history.past : [...history.past.slice(1 - kept), history.now];
  return { past, now: next, future: [], field };
}

export function chooseNode(history: History, chosen: JsonPath | null): History {
  return { ...history, now: { ...history.now, chosen }, field: null };
}

export function undo(history: History): History {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], field: null };
}

export function redo(history: History): History {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.now], now: next, future, field: null };
}
