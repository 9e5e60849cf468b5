import { fromBase64, joinBytes, toBase64 } from "@diaoyan/instruments";
import { problem } from "../problems.ts";

const ivBytes = 12;

/** Imports 32 bytes as an AES-256-GCM key. */
export function importKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/**
 * Seals bytes with AES-256-GCM (NIST SP 800-38D) under a random 96-bit nonce; `context` is authenticated, so a sealed
 * text cannot be moved to another place. Answers base64 of nonce and ciphertext.
 */
export async function seal(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>, context: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const additionalData = new TextEncoder().encode(context);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, bytes));
  return toBase64(joinBytes([iv, sealed]));
}

/** Opens what `seal` made; throws `server.failed` when key, text or context do not belong together. */
export async function open(key: CryptoKey, sealed: string, context: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const bytes = fromBase64(sealed);
    const iv = bytes.slice(0, ivBytes);
    const additionalData = new TextEncoder().encode(context);
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, bytes.slice(ivBytes)),
    );
  } catch (error) {
    const failure = problem("server.failed", `a sealed text could not be opened (${context}): the key is another one`, {
      remedy: "start the server with the master key the data was made with",
    });
    failure.cause = error;
    throw failure;
  }
}
