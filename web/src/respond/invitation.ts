import type { AssignedModules, Routes } from "@diaoyan/api/contract";
import { uuidOfHash } from "@diaoyan/api/contract/uuid";
import type { Answers } from "@diaoyan/instruments";
import type { Draft } from "./draft.ts";

const enterPath = "/api/public/collectors/{collector}/invitation" satisfies Routes["openInvitation"]["path"];
const draftPath = "/api/public/collectors/{collector}/drafts/{id}" satisfies Routes["saveDraft"]["path"];

/** A personal invitation as it stands on the server. */
export interface Invitation {
  readonly token: string;
  /** Id of the response, the same on every device. */
  readonly response: string;
  readonly used: boolean;
  /** Modules of a split questionnaire, the same on every device; null where everything is asked, or nobody could be asked. */
  readonly assignment: AssignedModules | null;
  /** What another device, or this one, kept on the server. */
  readonly draft: { readonly version: string; readonly answers: Answers; readonly updatedAt: string } | null;
}

export type EnteredInvitation =
  | { readonly kind: "entered"; readonly invitation: Invitation }
  | { readonly kind: "unknown" }
  | { readonly kind: "failed" };

/** The invitation as far as the token alone tells, for a start without a network: the server is asked when it answers again. */
export async function assumeInvitation(token: string): Promise<Invitation> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`response:${token}`));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { token, response: uuidOfHash(hex), used: false, assignment: null, draft: null };
}

/** The token behind `#` of an invitation's address; undefined where the address holds none. */
export function readToken(hash: string): string | undefined {
  return /^#([\w-]{32}\.[0-9a-f]{16})$/.exec(hash)?.[1];
}

/** Asks what became of an invitation so far. */
export async function enterInvitation(
  fetchLike: typeof fetch,
  collector: string,
  token: string,
): Promise<EnteredInvitation> {
  try {
    const response = await fetchLike(enterPath.replace("{collector}", encodeURIComponent(collector)), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    const body = (await response.json()) as Partial<Invitation> & { readonly code?: string };
    if (response.ok && typeof body.response === "string") {
      return { kind: "entered", invitation: { ...(body as Invitation), token } };
    }
    return body.code === "invitation.unknown" ? { kind: "unknown" } : { kind: "failed" };
  } catch {
    return { kind: "failed" };
  }
}

/** Where to go on from: what this device changed since it last reached the server stays, else the server's draft counts. */
export function mergeDraft(local: Draft | null, { response, draft }: Invitation, now: number): Draft | null {
  if (draft === null || local?.receipt || local?.pending) return local;
  if (local !== null && (local.unkept || draft.updatedAt === local.keptAt)) return local;
  const fresh = { id: response, startedAt: now, page: 0, pending: null, receipt: null };
  return { ...fresh, ...local, answers: draft.answers, keptAt: draft.updatedAt, unkept: false };
}

/** Puts the unfinished response of an invited person on the server; answers when it was kept, undefined if it was not. */
export async function keepDraft(
  fetchLike: typeof fetch,
  place: { readonly collector: string; readonly version: string; readonly token: string },
  draft: Draft,
): Promise<string | undefined> {
  const path = draftPath.replace("{collector}", encodeURIComponent(place.collector)).replace("{id}", draft.id);
  try {
    const response = await fetchLike(path, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ version: place.version, answers: draft.answers, invitation: place.token }),
      keepalive: true,
    });
    return response.ok ? ((await response.json()) as { readonly updatedAt: string }).updatedAt : undefined;
  } catch {
    return undefined;
  }
}
