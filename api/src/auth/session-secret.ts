import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** What signs session cookies and seals second factors, derived from the master key. */
export function sessionSecretOf(masterKey: Uint8Array): string {
  return bytesToHex(hmac(sha256, masterKey, utf8ToBytes("diaoyan session cookies")));
}
