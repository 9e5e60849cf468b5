import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { equalCodes } from "./response-seal.ts";

/** What an assignment of modules is signed for: a collector, and where people are invited one response in it. */
export interface AssignmentPlace {
  readonly collector: string;
  /** Empty in collectors with an open link: the same modules then have the same signature, whoever holds them. */
  readonly response: string;
}

/** Signs modules under the study's key (HMAC-SHA-256, RFC 2104, 128 bits), so that nobody can choose theirs. */
export function signAssignment(
  studyKey: Uint8Array,
  { collector, response }: AssignmentPlace,
  modules: readonly string[],
): string {
  const text = `modules:${collector}:${response}:${modules.join(",")}`;
  return bytesToHex(hmac(sha256, studyKey, utf8ToBytes(text)).subarray(0, 16));
}

/** Whether these modules were signed for this place; in constant time. */
export function isSignedAssignment(
  studyKey: Uint8Array,
  place: AssignmentPlace,
  given: { readonly modules: readonly string[]; readonly signature: string },
): boolean {
  return equalCodes(given.signature, signAssignment(studyKey, place, given.modules));
}

/** `count` numbers below `below`, the same for the same seed, not to be guessed without the study's key. */
export function drawIndexes(studyKey: Uint8Array, seed: string, count: number, below: number): readonly number[] {
  const bytes = hmac(sha256, studyKey, utf8ToBytes(`draw:${seed}`));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // 32 bits over at most 2,000 outcomes: no outcome is favoured by more than one in two million
  return Array.from({ length: count }, (_, at) => view.getUint32(4 * at) % below);
}
