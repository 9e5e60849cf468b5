import { listSurveyPages, type ParadataEvent } from "@diaoyan/instruments";
import type { z } from "zod";
import type { pageEvent } from "../contract/timing.ts";
import { mostEvents, openTiming, sealTiming, type TimingRecord, type TokenPlace } from "../keys/timing-token.ts";
import type { Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import type { CollectorLookup, CollectorPlace } from "./collector-lookup.ts";
import type { VisitCounter } from "./visit-counter.ts";

export type PageEvent = z.infer<typeof pageEvent>;

/**
 * Puts events behind those of a record: what happened just now gets the server's time, what is reported late gets none. Of an
 * anonymous collector no event is taken into it.
 */
export function extendRecord(
  record: TimingRecord,
  events: readonly PageEvent[],
  { now, anonymous }: { readonly now: number; readonly anonymous: boolean },
): TimingRecord {
  if (anonymous) return { ...record, events: [] };
  const seen = events.map(({ event, page, late }): ParadataEvent => ({ event, page, at: late === true ? null : now }));
  if (record.events.length + seen.length <= mostEvents) {
    return { started: record.started, events: [...record.events, ...seen] };
  }
  // what finds no room was not observed: the last event before it loses its time, or it would look like a long stay
  const untimed = record.events.map((event, index) =>
    index === record.events.length - 1 ? { ...event, at: null } : event,
  );
  return { started: record.started, events: [...untimed, ...seen.filter(({ event }) => event === "form finalize")] };
}

/** Names of the pages of the collector's questionnaire. */
export function pageNamesOf({ version }: CollectorPlace): readonly string[] {
  return listSurveyPages(version.definition).map(({ name }) => name);
}

const nothingSeen: TimingRecord = { started: false, events: [] };

/** Whether a report says that the questions were opened for the first time. */
export function reportsStart(events: readonly PageEvent[]): boolean {
  return events.some(({ event }) => event === "form start");
}

/**
 * Lets the server see what happens on a respondent's page now and answers a token for the page to carry: nothing of it is
 * kept here. A token that is not of this response is left behind, and observation begins anew. Counts the start once.
 * Throws `collector.wrongVersion`, `request.invalid` for a page the questionnaire has not.
 */
export async function observeTiming(
  ports: Pick<Ports, "keys" | "clock"> & { readonly lookup: CollectorLookup; readonly visits: VisitCounter },
  given: {
    readonly collector: string;
    readonly response: string;
    readonly version: string;
    readonly token: string | null;
    readonly events: readonly PageEvent[];
    readonly visited: boolean;
  },
): Promise<{ readonly token: string }> {
  const place = await ports.lookup.find(given.collector);
  const { collector } = place;
  if (given.version !== collector.version) {
    throw problem("collector.wrongVersion", `version: expected ${collector.version}, got ${given.version}`, {
      remedy: "load the page again",
    });
  }
  const pages = pageNamesOf(place);
  const strange = given.events.find(({ page }) => page !== null && !pages.includes(page));
  if (strange !== undefined)
    throw problem("request.invalid", `events: the questionnaire has no page "${strange.page}"`);
  const bound: TokenPlace = { collector: collector.id, version: collector.version, response: given.response };
  const key = await ports.keys.timingKey(collector.study);
  const before = given.token === null ? undefined : await openTiming(key, bound, { token: given.token, pages });
  const now = Date.parse(ports.clock.now());
  const record = extendRecord(before ?? nothingSeen, given.events, { now, anonymous: collector.mode === "anonymous" });
  const starts = !record.started && reportsStart(given.events);
  if (starts) await ports.visits.start(collector.id, given.response, given.visited);
  return { token: await sealTiming(key, bound, { record: { ...record, started: record.started || starts }, pages }) };
}
