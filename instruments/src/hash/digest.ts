import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Digests } from "./digests.ts";

const bytesOf = (content: Uint8Array | string): Uint8Array =>
  typeof content === "string" ? utf8ToBytes(content) : content;

/** In JavaScript alone, for browsers and Workers. */
export const digests: Digests = {
  sha256: (content) => bytesToHex(sha256(bytesOf(content))),
  startSha256: () => {
    const running = sha256.create();
    return { add: (content) => void running.update(bytesOf(content)), end: () => bytesToHex(running.digest()) };
  },
};
