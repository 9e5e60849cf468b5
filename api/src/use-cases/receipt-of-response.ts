import type { Receipt } from "../contract/index.ts";
import type { ResponseSeal } from "../keys/response-seal.ts";
import { StorageConflict } from "../ports/journal.ts";
import type { Ports } from "../ports/ports.ts";
import type { StoredResponse } from "../ports/response-store.ts";
import { type Problem, problem } from "../problems.ts";

/** What was refused may be a repetition of what was accepted before: then its receipt is the answer. Throws the refusal otherwise. */
export async function receiptOfRepeat(
  ports: Pick<Ports, "responses">,
  sealed: { readonly id: string; readonly contentHash: string; readonly seal: ResponseSeal },
  error: unknown,
): Promise<Receipt> {
  const refusal = toRefusal(error);
  if (refusal === undefined) throw error;
  const known = await ports.responses.findById(sealed.id);
  if (known === undefined) throw refusal;
  if (known.status === "withdrawn") throw problem("response.withdrawn", `response ${known.id} was withdrawn`);
  if (known.contentHash !== sealed.contentHash) {
    throw problem("response.conflict", `response ${known.id} was already accepted with other content`, {
      remedy: "send a new response under a new id",
    });
  }
  return toReceipt(known, sealed.seal);
}

/** The problem to answer if the response is no repetition; undefined for errors that have nothing to do with that. */
function toRefusal(error: unknown): Problem | undefined {
  if (error instanceof StorageConflict && error.table === "responses") {
    return problem("response.conflict", "this id or receipt is taken");
  }
  const code = (error as Problem).body?.code;
  const repeatable = code?.startsWith("collector.") || code === "version.closed" || code === "invitation.used";
  return repeatable ? (error as Problem) : undefined;
}

/** What a respondent keeps of an accepted response. */
export function toReceipt(response: StoredResponse, seal: ResponseSeal): Receipt {
  return {
    marker: "diaoyan-accepted",
    id: response.id,
    receipt: seal.receipt,
    withdrawalCode: seal.withdrawalCode,
    status: receiptStatus(response),
  };
}

/** A full link says so on its cover, and so does the receipt; which quota cells are full is told to nobody. */
function receiptStatus({ status, flags }: StoredResponse): Receipt["status"] {
  if (status === "late") return "late";
  return status === "excluded" && flags.includes("linkFull") ? "beyondQuota" : "complete";
}
