import type { ResponseSummary } from "../contract/index.ts";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { cellFull } from "../ports/quota-store.ts";
import type { StoredResponse } from "../ports/response-store.ts";
import { found, problem } from "../problems.ts";

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
  const total = counts
    .filter((row) => questionnaire === undefined || row.questionnaire === questionnaire)
    .reduce((sum, row) => sum + row.count, 0);
  const shown = page.slice(0, limit);
  const next = page.length > limit ? (shown.at(-1)?.id ?? null) : null;
  return { responses: shown.map(summarise), total, next };
}

/** One response with its answers, without what proves it. */
export async function readResponse(ports: ResponsePorts, study: string, id: string) {
  const response = found(await ports.responses.find(study, id), "response.notFound", id);
  const { contentHash: _hash, commitment: _commitment, receipt: _receipt, ...shown } = response;
  return shown;
}

/** Excludes a response from analysis or takes it back (a late one too); the reason enters the audit log. */
export async function reviewResponse(
  ports: ResponsePorts,
  caller: Caller,
  review: {
    readonly study: string;
    readonly id: string;
    readonly status: "complete" | "excluded";
    readonly reason: string;
  },
): Promise<ResponseSummary> {
  const { study, id, status, reason } = review;
  const response = found(await ports.responses.find(study, id), "response.notFound", id);
  if (response.status === "withdrawn") throw problem("response.withdrawn", `response ${id} was withdrawn`);
  const note = { actor: caller.id, action: `response.${status}`, subject: `${id}: ${reason}` };
  try {
    await ports.journal.commit(study, note, [ports.responses.review(study, id, status)]);
  } catch (error) {
    if (!(error instanceof StorageConflict && error.table === cellFull)) throw error;
    throw problem("quota.cellFull", `response ${id} belongs to a quota cell that is full`, {
      remedy: "raise the limit of the cell, or exclude another response of it first",
    });
  }
  return summarise({ ...response, status });
}
