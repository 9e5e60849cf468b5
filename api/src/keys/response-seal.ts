import { hashText } from "@diaoyan/instruments";
import { hmac } from "@noble/hashes/hmac.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** What proves a response: two codes for the respondent's hand and the commitment that enters the log. */
export interface ResponseSeal {
  /** E.g. `K7QP-3M9X-2VTA-8HJC`: 80 bits. */
  readonly receipt: string;
  readonly withdrawalCode: string;
  /**
   * SHA-256 over a secret salt, the content hash and that of what was measured: says nothing of either without the study's
   * key. Without `measured` it is the one of responses from before that was sealed.
   */
  commit(measured?: string): string;
}

/** Crockford's base 32 without I, L, O, U. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Bytes in base 32, five bits a letter, in groups of four: no two letters of it look alike when written by hand. */
export function writeCode(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    held += 8;
    while (held >= 5) {
      held -= 5;
      if (text.length % 5 === 4) text += "-";
      text += letters[(bits >> held) & 31];
    }
  }
  return text;
}

/**
 * Codes and commitment of a response: parts of HMAC-SHA-512 (RFC 2104) under the study's receipt key over id and content
 * hash, so that the same submission always has the same receipt and nobody without the key can make one.
 */
export function sealResponse(receiptKey: Uint8Array, id: string, contentHash: string): ResponseSeal {
  const bytes = hmac(sha512, receiptKey, utf8ToBytes(`${id}:${contentHash}`));
  return {
    receipt: writeCode(bytes.subarray(0, 10)),
    withdrawalCode: writeCode(bytes.subarray(10, 20)),
    commit: (measured) => {
      const salt = bytesToHex(bytes.subarray(32, 64));
      return hashText([salt, contentHash, ...(measured === undefined ? [] : [measured])].join(":"));
    },
  };
}

/** Writes a code as `sealResponse` does, whatever case, blanks and look-alike letters it was typed with. */
export function normaliseCode(typed: string): string {
  const plain = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return plain.replace(/(.{4})(?=.)/g, "$1-");
}

/** Compares two codes in constant time. */
export function equalCodes(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let at = 0; at < left.length; at += 1) difference |= left.charCodeAt(at) ^ right.charCodeAt(at);
  return difference === 0;
}
