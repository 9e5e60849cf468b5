import { deriveTiming, type ResponseTiming, type UnobservedReason } from "@diaoyan/instruments";
import type { Submission } from "../contract/index.ts";
import { openTiming, type TimingRecord } from "../keys/timing-token.ts";
import type { Ports } from "../ports/ports.ts";
import type { CollectorPlace } from "./collector-lookup.ts";
import { extendRecord, pageNamesOf, reportsStart } from "./observe-timing.ts";

/** Where a submission comes from: a respondent's page (or what acts as one), or a file that was collected elsewhere. */
export type SubmissionOrigin = "respondent" | "imported";

/** What a submission's time comes to. */
/** A submission whose consent was seen to: by the contract on a page, by whoever brings it elsewhere. */
export type Consented = Omit<Submission, "consent">;

export interface SettledTiming {
  /** By the server's clock; null unless all of it was observed. */
  readonly seconds: number | null;
  readonly timing: ResponseTiming;
  /** Whether its start still has to be counted. */
  readonly startsNow: boolean;
}

interface Read {
  readonly record: TimingRecord;
  readonly forged: boolean;
}

/** Anonymous answers bear the same, all of them: whoever saw when a person began and ended would know them by their time. */
const anonymousTiming: ResponseTiming = {
  extent: "none",
  reason: "anonymous",
  pageClock: null,
  pages: [],
  rushed: false,
  events: [],
};

/**
 * Reads the token of a submission and derives its times. Nothing a page says makes a response take longer: what was not
 * observed is said to be so. Of an anonymous response nothing of it is kept.
 */
export async function settleTiming(
  ports: Pick<Ports, "keys" | "clock">,
  place: CollectorPlace,
  { body, origin }: { readonly body: Consented; readonly origin: SubmissionOrigin },
): Promise<SettledTiming> {
  const { record, forged } = await readRecord(ports, place, body);
  const derived = deriveTiming(record.events);
  const reason = reasonOf(derived.extent, { forged, origin, given: body.timing !== undefined });
  const started = record.started || (body.timing !== undefined && !reportsStart(body.timing.events) && !forged);
  const startsNow = origin === "respondent" && !started;
  if (place.collector.mode === "anonymous") return { seconds: null, timing: anonymousTiming, startsNow };
  return {
    seconds: derived.seconds,
    timing: {
      extent: derived.extent,
      reason,
      pageClock: body.seconds,
      pages: derived.pages,
      rushed: false,
      events: record.events,
    },
    startsNow,
  };
}

async function readRecord(
  ports: Pick<Ports, "keys" | "clock">,
  place: CollectorPlace,
  { id, timing }: Consented,
): Promise<Read> {
  const nothing: TimingRecord = { started: false, events: [] };
  if (timing === undefined) return { record: nothing, forged: false };
  const { collector } = place;
  const pages = pageNamesOf(place);
  const now = Date.parse(ports.clock.now());
  const anonymous = collector.mode === "anonymous";
  const known = timing.events.filter(({ page }) => page === null || pages.includes(page));
  if (timing.token === null) return { record: extendRecord(nothing, known, { now, anonymous }), forged: false };
  const key = await ports.keys.timingKey(collector.study);
  const bound = { collector: collector.id, version: collector.version, response: id };
  const opened = await openTiming(key, bound, { token: timing.token, pages });
  if (opened === undefined) return { record: nothing, forged: true };
  return { record: extendRecord(opened, known, { now, anonymous }), forged: false };
}

function reasonOf(
  extent: ResponseTiming["extent"],
  { forged, origin, given }: { readonly forged: boolean; readonly origin: SubmissionOrigin; readonly given: boolean },
): UnobservedReason | null {
  if (origin === "imported") return "imported";
  if (forged) return "forged";
  if (extent === "whole") return null;
  return given ? "offline" : "missing";
}
