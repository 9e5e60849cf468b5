import type { ResponseSummary } from "../contract/index.ts";
import { StorageConflict, type Write } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { cellFull, linkFull } from "../ports/quota-store.ts";
import type { ResponseReview, StoredResponse } from "../ports/response-store.ts";
import { found, type Problem, problem } from "../problems.ts";

type ResponsePorts = Pick<Ports, "responses" | "journal">;

const pageSize = 100;

function summarise(response: StoredResponse): ResponseSummary {
  const { id, questionnaire, version, collector, status, day, seconds, flags } = response;
  return { id, questionnaire, version, collector, status, day, seconds, flags: [...flags] };
}

/** Responses by page, in order of id; `next` is the id to go on after. */
export async function listResponses(
  ports: ResponsePorts,
  study: string,
  filter: {
    readonly questionnaire?: string | undefined;
    readonly after?: string | undefined;
    readonly limit?: number | undefined;
  },
) {
  const { questionnaire, after, limit = pageSize } = filter;
  const page = await ports.responses.list(study, {
    ...(questionnaire === undefined ? {} : { questionnaire }),
    ...(after === undefined ? {} : { after }),
    limit: limit + 1,
  });
  const counts = await ports.responses.countByVersion(study);
  const sumOf = (rows: readonly { readonly questionnaire: string; readonly count: number }[]): number =>
    rows
      .filter((row) => questionnaire === undefined || row.questionnaire === questionnaire)
      .reduce((sum, { count }) => sum + count, 0);
  const waiting = sumOf(await ports.responses.countWaiting(study));
  const shown = page.slice(0, limit);
  const next = page.length > limit ? (shown.at(-1)?.id ?? null) : null;
  return { responses: shown.map(summarise), total: sumOf(counts) - waiting, waiting, next };
}

/**
 * One response with its answers, the file it came from if any, and the verdict on it, without what proves it. Reading it
 * enters the audit log.
 */
export async function readResponse(
  ports: ResponsePorts & Pick<Ports, "members" | "collectors">,
  caller: Caller,
  { study, id }: { readonly study: string; readonly id: string },
) {
  const response = found(await ports.responses.find(study, id), "response.notFound", id);
  await ports.journal.commit(study, { actor: caller.id, action: "response.read", subject: id }, []);
  const { contentHash: _hash, commitment: _commitment, receipt: _receipt, ...shown } = response;
  const [review, collector] = await Promise.all([
    ports.responses.findReview(study, id),
    ports.collectors.find(response.collector),
  ]);
  const source = collector?.imported ?? null;
  const members = review === undefined && source === null ? [] : await ports.members.list(study);
  const imported = source && { ...source, statedBy: nameOf(members, source.statedBy) };
  if (review === undefined) return { ...shown, imported, review: null };
  const { verdict, reason, reviewer, at } = review;
  return { ...shown, imported, review: { verdict, reason, at, reviewer: nameOf(members, reviewer) } };
}

/** Name of a member; the id of one who has left. */
export function nameOf(members: readonly { readonly user: string; readonly name: string }[], user: string): string {
  return members.find((member) => member.user === user)?.name ?? user;
}

/** What follows for a response: `callback` leaves it as it is until somebody has asked. */
const statusAfter = { valid: "complete", invalid: "excluded", callback: null } as const;

/**
 * Decides about a response: valid (a late or excluded one too), invalid (out of the analysis), or to be called back. Who,
 * when and why are kept with it, and enter the audit log. Where `seen` says which verdict was looked at and another one
 * stands, throws `edit.conflict`: nobody decides over a verdict unseen.
 */
export async function reviewResponse(
  ports: ResponsePorts & Pick<Ports, "clock">,
  caller: Caller,
  review: {
    readonly study: string;
    readonly id: string;
    readonly verdict: ResponseReview["verdict"];
    readonly reason: string;
    readonly seen?: string | null | undefined;
  },
): Promise<ResponseSummary> {
  const { study, id, verdict, reason, seen } = review;
  const response = found(await ports.responses.find(study, id), "response.notFound", id);
  if (response.status === "withdrawn") throw problem("response.withdrawn", `response ${id} was withdrawn`);
  const standing = await ports.responses.findReview(study, id);
  if (seen !== undefined && seen !== (standing?.at ?? null)) throw decidedMeanwhile(id);
  const status = statusAfter[verdict] ?? response.status;
  const note = { actor: caller.id, action: `response.${verdict}`, subject: `${id}: ${reason}` };
  const kept = { study, response: id, verdict, reason, reviewer: caller.id, at: ports.clock.now() };
  try {
    await ports.journal.commit(study, note, [
      // two verdicts upon the same one meet here
      ...(seen === undefined ? [] : [claimVerdict(ports, { study, id, seen })]),
      ports.responses.review(study, id, status),
      ports.responses.putReview(kept),
    ]);
  } catch (error) {
    if (error instanceof StorageConflict && error.table === "edits") throw decidedMeanwhile(id);
    throw overfilled(error, id) ?? error;
  }
  return summarise({ ...response, status });
}

function claimVerdict(
  { journal }: Pick<Ports, "journal">,
  { study, id, seen }: { readonly study: string; readonly id: string; readonly seen: string | null },
): Write {
  return journal.claim(study, { kind: "verdict", id: `${id} after ${seen ?? "none"}`, revision: 1, contentHash: "" });
}

function decidedMeanwhile(id: string): Problem {
  return problem("edit.conflict", `response ${id}: another verdict was given since it was looked at`, {
    remedy: "read the verdict that stands, then decide again",
  });
}

/** What a verdict is refused with where it would overfill a link or a quota cell; undefined for other errors. */
function overfilled(error: unknown, id: string) {
  if (!(error instanceof StorageConflict)) return undefined;
  if (error.table === linkFull) {
    return problem("quota.linkFull", `response ${id} came by a link whose places are all taken`, {
      remedy: "raise the quota of the link, or exclude another response of it first",
    });
  }
  if (error.table !== cellFull) return undefined;
  return problem("quota.cellFull", `response ${id} belongs to a quota cell that is full`, {
    remedy: "raise the limit of the cell, or exclude another response of it first",
  });
}
