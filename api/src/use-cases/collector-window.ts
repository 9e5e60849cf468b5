import type { ClosedReason } from "../contract/index.ts";
import type { Collector } from "../ports/questionnaire-store.ts";
import { lateDays } from "../ports/response-store.ts";
import { problem } from "../problems.ts";
import type { CollectorPlace } from "./collector-lookup.ts";

/** Why a collector takes nothing now; null when it does. */
export function closedReason(collector: Collector, versionOpen: boolean, now: string): ClosedReason | null {
  const closed = closingTime(collector);
  if (!versionOpen || (closed !== null && now >= closed)) return "closed";
  if (collector.opensAt !== null && now < collector.opensAt) return "notYetOpen";
  if (collector.quota !== null && collector.accepted >= collector.quota) return "full";
  return null;
}

function closingTime({ closesAt, closedAt }: Collector): string | null {
  const times = [closesAt, closedAt].filter((time) => time !== null).sort();
  return times[0] ?? null;
}

/**
 * Whether a response may enter now, and as what. The page's word on when it was finished opens nothing: it only turns a
 * refusal after closing into `late`, outside quotas, if it lies inside the window and arrives within `lateDays`.
 */
export function checkWindow(place: CollectorPlace, now: string, finishedAt: string | null): "complete" | "late" {
  const { collector, version } = place;
  const reason = closedReason({ ...collector, quota: null }, version.status === "published", now);
  if (reason === null) return "complete";
  if (reason === "notYetOpen") {
    throw problem("collector.notYetOpen", `collector ${collector.id} opens at ${collector.opensAt}`);
  }
  if (isLate(collector, now, finishedAt)) return "late";
  throw problem("collector.closed", `collector ${collector.id} takes no further responses`);
}

/** Paper that came back may be entered at any time; after closing it is late, for the researcher to decide. */
export function paperStatus({ collector, version }: CollectorPlace, now: string): "complete" | "late" {
  const reason = closedReason({ ...collector, quota: null }, version.status === "published", now);
  return reason === null ? "complete" : "late";
}

function isLate(collector: Collector, now: string, finishedAt: string | null): boolean {
  const closed = closingTime(collector);
  if (closed === null || finishedAt === null) return false;
  const finished = Date.parse(finishedAt);
  const inWindow = finished < Date.parse(closed) && finished >= Date.parse(collector.opensAt ?? finishedAt);
  return inWindow && Date.parse(now) - Date.parse(closed) <= lateDays * 86_400_000;
}
