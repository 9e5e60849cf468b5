import { fromBase64 } from "@diaoyan/instruments";

/*
 * a record of fieldwork ── AES-256-GCM under a random key of its own
 *   └ that key ── wrapped by the key of the interviewer's passphrase   (opens it on the device)
 *             └── wrapped by the study's recovery public key          (opens it at the desk)
 */

const ivBytes = 12;
const aes = { name: "AES-GCM", length: 256 };
/** RSA-OAEP with SHA-256 (RFC 8017 §7.1), 3072 bits. */
export const recoveryAlgorithm = { name: "RSA-OAEP", hash: "SHA-256" } as const;

/** What a sealed record is bound to: a text moved to another study or id does not open. */
export function contextOf(study: string, record: string): string {
  return `diaoyan-field-record:${study}:${record}`;
}

/** A fresh key for one record; extractable, since it is wrapped twice. */
export function makeRecordKey(): Promise<CryptoKey> {
  return importRecordKey(crypto.getRandomValues(new Uint8Array(32)));
}

/**
 * Seals bytes with AES-256-GCM (NIST SP 800-38D) under a random 96-bit nonce; answers nonce and ciphertext in one. Who gives a
 * `nonce` must never give it again with this key for other bytes or another context.
 */
export async function sealBytes(
  key: CryptoKey,
  bytes: Uint8Array<ArrayBuffer>,
  context: string,
  nonce?: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = nonce?.slice(0, ivBytes) ?? crypto.getRandomValues(new Uint8Array(ivBytes));
  const additionalData = new TextEncoder().encode(context);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, bytes));
  const whole = new Uint8Array(ivBytes + sealed.length);
  whole.set(iv);
  whole.set(sealed, ivBytes);
  return whole;
}

/** Opens what `sealBytes` made. Throws (WebCrypto's `OperationError`) where key, bytes or context do not belong together. */
export async function openBytes(
  key: CryptoKey,
  whole: Uint8Array<ArrayBuffer>,
  context: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const additionalData = new TextEncoder().encode(context);
  const iv = whole.slice(0, ivBytes);
  return new Uint8Array(
    await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, whole.slice(ivBytes)),
  );
}

/** Seals a text of UTF-8; lone surrogates do not survive. */
export function sealText(key: CryptoKey, text: string, context: string): Promise<Uint8Array<ArrayBuffer>> {
  return sealBytes(key, new Uint8Array(new TextEncoder().encode(text)), context);
}

/** Opens what `sealText` made; throws as `openBytes` does. */
export async function openText(key: CryptoKey, whole: Uint8Array<ArrayBuffer>, context: string): Promise<string> {
  return new TextDecoder().decode(await openBytes(key, whole, context));
}

/** The bytes of a record's key, to be wrapped. */
export async function exportRecordKey(key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array((await crypto.subtle.exportKey("raw", key)) as ArrayBuffer);
}

/** A record's key from its 32 bytes. */
export function importRecordKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, aes, true, ["encrypt", "decrypt"]);
}

/** The study's recovery public key from its SPKI in base64. */
export function importRecoveryPublicKey(spki: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("spki", fromBase64(spki), recoveryAlgorithm, false, ["encrypt"]);
}

/** Wraps a record's key so that only the study's server can open it; bound to the record. */
export async function wrapForRecovery(
  publicKey: CryptoKey,
  recordKey: CryptoKey,
  context: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const label = new TextEncoder().encode(context);
  const bytes = await exportRecordKey(recordKey);
  return new Uint8Array(await crypto.subtle.encrypt({ name: "RSA-OAEP", label }, publicKey, bytes));
}

/** Opens what `wrapForRecovery` made; throws where key or context are others. */
export async function unwrapByRecovery(
  privateKey: CryptoKey,
  wrapped: Uint8Array<ArrayBuffer>,
  context: string,
): Promise<CryptoKey> {
  const label = new TextEncoder().encode(context);
  return importRecordKey(new Uint8Array(await crypto.subtle.decrypt({ name: "RSA-OAEP", label }, privateKey, wrapped)));
}
