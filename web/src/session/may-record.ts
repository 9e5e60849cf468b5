import type { Participant, Session } from "@diaoyan/instruments";
import { lastConsent } from "./last-consent.ts";

/** Why a session must not be recorded, and who stands in the way; null when it may be. */
export interface NoRecording {
  /** Nobody was asked yet, somebody was not asked, or somebody refused. */
  readonly reason: "nobody" | "notAsked" | "refused";
  readonly persons: readonly string[];
}

/**
 * Whether a session may be recorded: everybody interviewed said yes to being recorded, nobody else said no, and at least
 * one person said yes. The last answer counts, so that a consent can be taken back.
 */
export function findRecordingBar({ participants }: Pick<Session, "participants">): NoRecording | null {
  const guests = participants.filter(({ role }) => role !== "调研组");
  const answer = (one: Participant) => lastConsent(one, "recordAudio")?.granted;
  const named = (some: readonly Participant[]) => some.map(({ person }) => String(person));
  const refused = guests.filter((one) => answer(one) === false);
  if (refused.length > 0) return { reason: "refused", persons: named(refused) };
  const notAsked = guests.filter((one) => one.role === "受访" && answer(one) === undefined);
  if (notAsked.length > 0) return { reason: "notAsked", persons: named(notAsked) };
  return guests.some((one) => answer(one) === true) ? null : { reason: "nobody", persons: [] };
}
