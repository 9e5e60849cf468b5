import { hashText } from "@diaoyan/instruments";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, randomBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { equalCodes } from "../keys/response-seal.ts";

const days = 90;
const secondsOfDay = 86_400;

/**
 * Browsers from which an account was signed in to with its password. Each bears a cookie that opens nothing: wrong
 * passwords typed there are counted by themselves, so that guessing elsewhere keeps its holder waiting nowhere.
 */
export interface KnownDevices {
  /** Random name of the device, where the request bears a cookie of this account that stands; else undefined. */
  find(headers: Headers, email: string): string | undefined;
  /** The `set-cookie` line that makes a browser known for an account. */
  remember(email: string): string;
}

/** `masterKey`: what the cookies are signed with is derived of it. `now` in milliseconds. */
export function createKnownDevices(masterKey: Uint8Array, secure: boolean, now: () => number): KnownDevices {
  const key = hmac(sha256, masterKey, utf8ToBytes("diaoyan known devices"));
  const signOf = (email: string, device: string, until: string): string =>
    bytesToHex(hmac(sha256, key, utf8ToBytes(JSON.stringify([email, device, until]))));

  return {
    find: (headers, given) => {
      const email = given.toLowerCase();
      const [device = "", until = "", sign = ""] = readCookie(headers, nameOf(email)).split(".");
      return Number(until) * 1_000 > now() && equalCodes(sign, signOf(email, device, until)) ? device : undefined;
    },
    remember: (given) => {
      const email = given.toLowerCase();
      const device = bytesToHex(randomBytes(16));
      const until = String(Math.floor(now() / 1_000) + days * secondsOfDay);
      const cookie = `${nameOf(email)}=${device}.${until}.${signOf(email, device, until)}`;
      const rules = `Path=/api/auth; Max-Age=${days * secondsOfDay}; HttpOnly; SameSite=Lax`;
      return `${cookie}; ${rules}${secure ? "; Secure" : ""}`;
    },
  };
}

/** One cookie an account, so that two people at one browser do not take it from each other. */
const nameOf = (email: string): string => `diaoyan.known-${hashText(`device:${email}`).slice(0, 12)}`;

function readCookie(headers: Headers, name: string): string {
  const parts = (headers.get("cookie") ?? "").split(/;\s*/);
  return parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
}
