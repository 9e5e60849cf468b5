import type { ProblemBody } from "@diaoyan/api/contract";
import { hashJson, type Json, type Session } from "@diaoyan/instruments";
import type { StoredReceipt } from "./outbox.ts";

/** How a call ended that did not succeed. */
export type Failure =
  /** No answer, an answer of another network, or "not now": try again. */
  | { readonly kind: "undelivered"; readonly reason: "offline" | "busy" | "portal"; readonly afterSeconds: number }
  | { readonly kind: "signedOut" }
  | { readonly kind: "refused"; readonly problem: ProblemBody };

export type Answer<Value> = { readonly kind: "ok"; readonly value: Value } | Failure;

const timeoutMilliseconds = 30_000;

function isPassing(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

function isProblem(value: unknown): value is ProblemBody {
  return typeof (value as Partial<ProblemBody> | null)?.code === "string";
}

/** Calls the API once. What is not JSON of ours was answered by somebody else, e.g. a captive portal. */
export async function callServer<Value>(
  fetchLike: typeof fetch,
  path: string,
  init: RequestInit = {},
  isOurs: (value: unknown) => boolean = (value) => typeof value === "object" && value !== null,
): Promise<Answer<Value>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMilliseconds);
  try {
    const response = await fetchLike(path, { ...init, signal: abort.signal });
    const value: unknown = await response.json().catch(() => undefined);
    if (response.ok) {
      return isOurs(value)
        ? { kind: "ok", value: value as Value }
        : { kind: "undelivered", reason: "portal", afterSeconds: 0 };
    }
    const afterSeconds = Number(response.headers.get("retry-after")) || 0;
    if (isPassing(response.status)) return { kind: "undelivered", reason: "busy", afterSeconds };
    if (!isProblem(value)) return { kind: "undelivered", reason: "portal", afterSeconds };
    return value.code === "access.signIn" ? { kind: "signedOut" } : { kind: "refused", problem: value };
  } catch {
    return { kind: "undelivered", reason: "offline", afterSeconds: 0 };
  } finally {
    clearTimeout(timer);
  }
}

/** What the outbox asks of the server. */
export interface FieldServer {
  /** Id of the person whose session cookie this browser holds. */
  whoIsSignedIn(): Promise<Answer<string>>;
  save(study: string, session: Session): Promise<Answer<StoredReceipt>>;
  read(study: string, session: string): Promise<Answer<Session>>;
}

/** The content of a session without its revision, as receipts are made of it. */
export function hashContent({ revision: _, ...content }: Session): string {
  return hashJson(content as unknown as Json);
}

function placeOf(study: string, session: string): string {
  return `/api/studies/${encodeURIComponent(study)}/sessions/${encodeURIComponent(session)}`;
}

/** The server over `fetch`. A receipt counts only when it names exactly what was sent. */
export function createFieldServer(fetchLike: typeof fetch, now: () => Date): FieldServer {
  return {
    whoIsSignedIn: async () => {
      const answer = await callServer<{ user: { id: string } }>(
        fetchLike,
        "/api/me",
        {},
        (value) => typeof (value as { user?: { id?: unknown } } | null)?.user?.id === "string",
      );
      return answer.kind === "ok" ? { kind: "ok", value: answer.value.user.id } : answer;
    },
    save: async (study, session) => {
      const contentHash = hashContent(session);
      const isReceipt = (value: unknown) => {
        const receipt = (value as { receipt?: Record<string, unknown> } | null)?.receipt;
        return (
          receipt?.["marker"] === "diaoyan-stored" &&
          receipt["session"] === session.id &&
          receipt["contentHash"] === contentHash &&
          typeof receipt["revision"] === "number"
        );
      };
      const init = {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ session }),
      };
      const answer = await callServer<{ receipt: { revision: number } }>(
        fetchLike,
        placeOf(study, session.id),
        init,
        isReceipt,
      );
      if (answer.kind !== "ok") return answer;
      return {
        kind: "ok",
        value: { revision: answer.value.receipt.revision, contentHash, at: now().toISOString() },
      };
    },
    read: async (study, session) => {
      const answer = await callServer<{ session: Session }>(
        fetchLike,
        placeOf(study, session),
        {},
        (value) => (value as { session?: { id?: unknown } } | null)?.session?.id === session,
      );
      return answer.kind === "ok" ? { kind: "ok", value: answer.value.session } : answer;
    },
  };
}
