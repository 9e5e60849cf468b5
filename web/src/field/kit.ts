import type { CallOutput, Routes } from "@diaoyan/api/contract";
import { type KeptProtocol, type Protocol, protocolOfSession, type Session } from "@diaoyan/instruments";
import { type Answer, callServer } from "./outbox/field-server.ts";
import type { VaultOwner } from "./vault/vault.ts";

type WireKit = CallOutput<Routes["getFieldKit"]>;

export type PlanCard = WireKit["plan"][number];

/** What a device needs of a study to work without a network. */
export interface Kit extends Pick<WireKit, "study" | "recovery" | "codes"> {
  /** What was planned of the sessions; kits from before there was a plan have none. */
  readonly plan?: readonly PlanCard[];
  readonly protocols: readonly Protocol[];
  /** Versions of guides that are not the ones of now; kits of an older server have none. */
  readonly formerProtocols?: readonly KeptProtocol[];
  /** Last day on which recordings are kept; not known to kits of an older server. */
  readonly recordingsUntil?: string;
  /** Sessions that were still to be held when the kit came. */
  readonly sessions: readonly Session[];
  /** Milliseconds by which the server's clock was ahead of the device's. */
  readonly skew: number;
}

/** The guide to hold or to read a session with. */
export function guideOf(session: Session, kit: Kit | undefined): Protocol | undefined {
  return protocolOfSession(session, kit?.protocols ?? [], kit?.formerProtocols ?? []);
}

interface Me {
  readonly user: VaultOwner;
  readonly studies: readonly { readonly id: string; readonly role: string }[];
}

function hasUser(value: unknown): boolean {
  return typeof (value as Partial<Me> | null)?.user?.id === "string";
}

/** Who is signed in, with the studies they may collect in. */
export async function readMe(fetchLike: typeof fetch): Promise<Answer<Me>> {
  const answer = await callServer<Me>(fetchLike, "/api/me", {}, hasUser);
  if (answer.kind !== "ok") return answer;
  return {
    kind: "ok",
    value: { ...answer.value, studies: answer.value.studies.filter(({ role }) => role !== "viewer") },
  };
}

/** What a person signs in with; `code` where the account asks for one. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly code: string;
}

/** Signs in by password, and by the code of the phone where the account has a second factor; `code`: one is needed and missing. */
export async function signIn(
  fetchLike: typeof fetch,
  { email, password, code }: Credentials,
): Promise<Answer<object> | { readonly kind: "code" }> {
  const ask = <Value>(path: string, body: object): Promise<Answer<Value>> =>
    callServer(fetchLike, `/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const answer = await ask<{ readonly twoFactorRedirect?: boolean }>("sign-in/email", { email, password });
  if (answer.kind !== "ok" || answer.value.twoFactorRedirect !== true) return answer;
  return code === "" ? { kind: "code" } : ask("two-factor/verify-totp", { code });
}

export function signOut(fetchLike: typeof fetch): Promise<Answer<object>> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
  return callServer(fetchLike, "/api/auth/sign-out", init);
}

/** The kits of studies; those that cannot be had now are left out. */
export async function readKits(
  fetchLike: typeof fetch,
  studies: Me["studies"],
  clock: () => number,
): Promise<readonly Kit[]> {
  const answers = await Promise.all(
    studies.map(({ id }) => callServer<WireKit>(fetchLike, `/api/studies/${encodeURIComponent(id)}/field-kit`)),
  );
  return answers.flatMap((answer) => {
    if (answer.kind !== "ok") return [];
    const { study, recovery, codes, plan, protocols, formerProtocols, sessions, recordingsUntil, now } = answer.value;
    const plain = { study, recovery, codes, plan, recordingsUntil, skew: Date.parse(now) - clock() };
    return [
      {
        ...plain,
        protocols: protocols as unknown as Protocol[],
        formerProtocols: formerProtocols as unknown as KeptProtocol[],
        sessions: sessions as unknown as Session[],
      },
    ];
  });
}

export interface OtherSession {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly day: string;
}

/** All sessions of a study by name, to open one that is not on this device. */
export async function listOtherSessions(
  fetchLike: typeof fetch,
  study: string,
): Promise<Answer<readonly OtherSession[]>> {
  const answer = await callServer<{ sessions: readonly OtherSession[] }>(
    fetchLike,
    `/api/studies/${encodeURIComponent(study)}/sessions`,
  );
  return answer.kind === "ok" ? { kind: "ok", value: answer.value.sessions } : answer;
}
