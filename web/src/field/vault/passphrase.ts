import { toBase64Url } from "@diaoyan/instruments";

/** Rounds of PBKDF2-HMAC-SHA-256, as the OWASP Password Storage Cheat Sheet advises (2023, still so in 2026). */
export const currentIterations = 600_000;

/** What is wrong with a passphrase: everything on a lost device hangs on it. Null when it will do. */
export function checkPassphrase(passphrase: string): "short" | "digits" | null {
  const typed = normalise(passphrase);
  if ([...typed].length < 8) return "short";
  return /^\d+$/.test(typed) && typed.length < 12 ? "digits" : null;
}

/** Full-width and composed letters count as what they look like: input methods differ. */
function normalise(passphrase: string): string {
  return passphrase.normalize("NFKC").trim();
}

/** The key of a vault; made of the passphrase, the device's salt and the vault, and never extractable. */
export async function deriveVaultKey(
  passphrase: string,
  place: { readonly salt: Uint8Array; readonly vault: string; readonly iterations: number },
): Promise<CryptoKey> {
  const encode = (text: string) => new TextEncoder().encode(text);
  const material = await crypto.subtle.importKey("raw", encode(normalise(passphrase)), "PBKDF2", false, ["deriveKey"]);
  const salt = new Uint8Array([...place.salt, ...encode(place.vault)]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: place.iterations },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

/** The name of an account's vault on this device: says nothing of the account without the device's salt. */
export async function vaultIdOf(email: string, salt: Uint8Array): Promise<string> {
  const text = new TextEncoder().encode(email.trim().toLowerCase());
  const hash = await crypto.subtle.digest("SHA-256", new Uint8Array([...salt, ...text]));
  return toBase64Url(new Uint8Array(hash).slice(0, 15));
}
