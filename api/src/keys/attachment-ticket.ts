import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { equalCodes } from "./response-seal.ts";

/** What a ticket opens, and for whom. */
export interface TicketPlace {
  readonly attachment: string;
  readonly person: string;
}

function sign(studyKey: Uint8Array, { attachment, person }: TicketPlace, until: number): string {
  return bytesToHex(hmac(sha256, studyKey, utf8ToBytes(`attachment:${attachment}:${person}:${until}`)).subarray(0, 16));
}

/** A ticket for an original (HMAC-SHA-256, RFC 2104, 128 bits): `until` is milliseconds since 1970. */
export function makeTicket(studyKey: Uint8Array, place: TicketPlace, until: number): string {
  return `${until}.${sign(studyKey, place, until)}`;
}

/** Whether a ticket was made for this place and has not run out. */
export function isTicket(studyKey: Uint8Array, place: TicketPlace, ticket: string, now: number): boolean {
  const [, until = "", signature = ""] = /^(\d{1,16})\.([0-9a-f]{32})$/.exec(ticket) ?? [];
  if (until === "" || Number(until) < now) return false;
  return equalCodes(signature, sign(studyKey, place, Number(until)));
}
