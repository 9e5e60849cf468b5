import { readWitness, type Witness, writeWitness } from "./witness.ts";

const key = "diaoyan-field";
const yearSeconds = 31_536_000;

function fromCookie(): string {
  return new RegExp(`(?:^|; )${key}=([^;]*)`).exec(document.cookie)?.[1] ?? "";
}

function fromStorage(): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** The device's witness from either of its two places; a new one where there is none. */
export function findWitness(): Witness {
  const known = readWitness(fromStorage()) ?? readWitness(decodeURIComponent(fromCookie()));
  if (known !== undefined) return known;
  const made = { salt: crypto.getRandomValues(new Uint8Array(16)), records: {} };
  keepWitness(made);
  return made;
}

/** Writes the witness into both places. */
export function keepWitness(witness: Witness): void {
  const text = writeWitness(witness);
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not there in every browser, and not synchronous
  document.cookie = `${key}=${encodeURIComponent(text)}; path=/field; max-age=${yearSeconds}; samesite=strict`;
  try {
    localStorage.setItem(key, text);
  } catch {
    // the cookie is enough
  }
}

/** Notes how many records a vault holds now. */
export function countInWitness(vault: string, count: number): void {
  const witness = findWitness();
  if (witness.records[vault] === count) return;
  keepWitness({ ...witness, records: { ...witness.records, [vault]: count } });
}
