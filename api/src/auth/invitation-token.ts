import { hashText } from "@diaoyan/instruments";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { uuidOfHash } from "../contract/uuid.ts";
import { equalCodes } from "../keys/response-seal.ts";

/** A token with what the server keeps of it. */
export interface InvitationToken {
  readonly token: string;
  readonly tokenHash: string;
}

function signatureOf(studyKey: Uint8Array, collector: string, secret: string): string {
  return bytesToHex(hmac(sha256, studyKey, utf8ToBytes(`invitation:${collector}:${secret}`))).slice(0, 16);
}

/** Signs a random secret (at least 128 bits) for one collector, so that guesses are turned away without asking the database. */
export function signInvitation(studyKey: Uint8Array, collector: string, secret: string): InvitationToken {
  const token = `${secret}.${signatureOf(studyKey, collector, secret)}`;
  return { token, tokenHash: hashText(token) };
}

/** Hash under which a token is kept; undefined when it was not signed for this collector. */
export function checkInvitation(studyKey: Uint8Array, collector: string, token: string): string | undefined {
  const [secret = "", signature = ""] = token.split(".");
  return equalCodes(signature, signatureOf(studyKey, collector, secret)) ? hashText(token) : undefined;
}

/**
 * Id of the response an invitation becomes: the same on every device that holds the token, and not to be found from what
 * the server keeps.
 */
export function responseOfToken(token: string): string {
  return uuidOfHash(hashText(`response:${token}`));
}
