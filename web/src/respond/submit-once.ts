import type { ProblemBody, Receipt, Routes, Submission } from "@diaoyan/api/contract";

/** How one attempt to send a response ended. */
export type SubmitOutcome =
  | { readonly kind: "accepted"; readonly receipt: Receipt }
  | { readonly kind: "refused"; readonly problem: ProblemBody }
  /** Not delivered, or no answer that counts: try again. */
  | { readonly kind: "undelivered"; readonly reason: "offline" | "busy"; readonly afterSeconds: number };

const path = "/api/public/collectors/{collector}/responses" satisfies Routes["submitResponse"]["path"];
const timeoutMilliseconds = 30_000;

/** Statuses that say "not now" rather than "no". */
function isPassing(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

function isReceipt(value: unknown, id: string): value is Receipt {
  const receipt = value as Partial<Receipt> | null;
  return receipt?.marker === "diaoyan-accepted" && receipt.id === id;
}

function isProblem(value: unknown): value is ProblemBody {
  return typeof (value as Partial<ProblemBody> | null)?.code === "string";
}

/** Sends a response once. Only an answer with the marker counts as accepted: a captive portal answers 200 to everything. */
export async function submitOnce(
  fetchLike: typeof fetch,
  collector: string,
  submission: Submission,
): Promise<SubmitOutcome> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMilliseconds);
  try {
    const response = await fetchLike(path.replace("{collector}", encodeURIComponent(collector)), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(submission),
      signal: abort.signal,
    });
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok && isReceipt(answer, submission.id)) return { kind: "accepted", receipt: answer };
    if (!response.ok && !isPassing(response.status) && isProblem(answer)) return { kind: "refused", problem: answer };
    return { kind: "undelivered", reason: "busy", afterSeconds: Number(response.headers.get("retry-after")) || 0 };
  } catch {
    return { kind: "undelivered", reason: "offline", afterSeconds: 0 };
  } finally {
    clearTimeout(timer);
  }
}

const longestSeconds = 60;

/** Seconds to wait before attempt `attempt` (from 1): doubling, at most a minute, spread so that phones do not knock together. */
export function retryDelay(attempt: number, random: () => number): number {
  const ceiling = Math.min(longestSeconds, 2 ** attempt);
  return Math.max(1, Math.round(ceiling * (0.5 + random() / 2)));
}
