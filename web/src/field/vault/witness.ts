import { fromBase64, toBase64 } from "@diaoyan/api/contract/rescue";

/**
 * What the device remembers outside its database: its salt, and how many records each vault held. Browsers may clear the
 * database alone; then the witness tells that something is missing.
 */
export interface Witness {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly records: Readonly<Record<string, number>>;
}

/** Written as `salt~vault.count~vault.count`: fit for a cookie. */
export function writeWitness({ salt, records }: Witness): string {
  const named = Object.entries(records).map(([vault, count]) => `${vault}.${count}`);
  return [toBase64(salt).replaceAll("=", "-"), ...named].join("~");
}

/** Reads what `writeWitness` wrote; undefined for anything else. */
export function readWitness(text: string): Witness | undefined {
  const [salt = "", ...named] = text.split("~");
  try {
    const bytes = fromBase64(salt.replaceAll("-", "="));
    if (bytes.length !== 16) return undefined;
    const records = named
      .map((one) => one.split("."))
      .map(([vault = "", count]) => [vault, Number(count) || 0] as const);
    return { salt: bytes, records: Object.fromEntries(records) };
  } catch {
    return undefined;
  }
}
