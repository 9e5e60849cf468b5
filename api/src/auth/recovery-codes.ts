import { normaliseCode, writeCode } from "../keys/response-seal.ts";

const count = 10;

/** Codes that stand in for the phone, to be written down by hand, e.g. `K7QP-3M9X`: 40 bits each. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: count }, () => writeCode(crypto.getRandomValues(new Uint8Array(5))));
}

/** A code as it was made, whatever case, blanks and look-alike letters it was typed with. Former ones mixed the cases. */
export function readRecoveryCode(typed: string): string {
  const isFormer = /[a-z]/.test(typed) && /[A-Z]/.test(typed);
  return isFormer ? typed : normaliseCode(typed);
}
