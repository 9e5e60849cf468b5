import type { ParadataEvent } from "../model/timing.ts";

/** Longest stretch without an event that counts as answering; what lies beyond it was a pause. */
export const longestStretchSeconds = 1_800;

/** Times derived from what the server saw. */
export interface DerivedTimes {
  readonly extent: "whole" | "partly" | "none";
  /** Seconds in front of the questions; null unless the whole was observed. */
  readonly seconds: number | null;
  readonly pages: readonly { readonly page: string; readonly seconds: number }[];
}

/**
 * Seconds by page and in all, from events in the order they happened (rule TM1). A stretch counts for the page that was
 * open while it lasted; between leaving and coming back nothing counts; a stretch beside an event without a time was not
 * observed and is left out. Whole = begins with the start, ends with the end, and nothing in between is missing.
 */
export function deriveTiming(events: readonly ParadataEvent[]): DerivedTimes {
  const pages = new Map<string, number>();
  let open: string | null = null;
  let since: number | null = null;
  let observed = 0;
  let gaps = 0;
  for (const { event, page, at } of events) {
    if (open !== null) {
      if (since === null || at === null) gaps += 1;
      else {
        pages.set(open, (pages.get(open) ?? 0) + stretch(since, at));
        observed += 1;
      }
    }
    open = event === "form exit" || event === "form finalize" ? null : (page ?? open);
    since = at;
  }
  const begun = events[0]?.event === "form start" && events[0].at !== null;
  const ended = events.at(-1)?.event === "form finalize" && events.at(-1)?.at !== null;
  const whole = begun && ended && gaps === 0 && observed > 0;
  const rounded = [...pages].map(([page, seconds]) => ({ page, seconds: Math.round(seconds * 10) / 10 }));
  const total = Math.round([...pages.values()].reduce((sum, seconds) => sum + seconds, 0));
  return { extent: whole ? "whole" : observed > 0 ? "partly" : "none", seconds: whole ? total : null, pages: rounded };
}

/** Seconds between two moments: never negative (clocks are set back), never longer than a person reads. */
function stretch(from: number, to: number): number {
  return Math.min(longestStretchSeconds, Math.max(0, to - from) / 1_000);
}
