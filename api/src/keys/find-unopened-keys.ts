import type { WrappedKey } from "../ports/key-store.ts";
import { wrapContextOf } from "./key-ring.ts";
import { importKey, open } from "./seal.ts";

/** The key's bytes, or nothing where `under` is not the key it is wrapped by. */
export async function tryOpen(under: CryptoKey, key: WrappedKey): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return open(under, key.wrapped ?? "", wrapContextOf(key)).catch(() => undefined);
}

/** Keys of studies that a master key does not open; destroyed ones are none. */
export async function findUnopenedKeys(
  keys: readonly WrappedKey[],
  masterKey: Uint8Array<ArrayBuffer>,
): Promise<readonly WrappedKey[]> {
  const master = await importKey(masterKey);
  const standing = keys.filter(({ wrapped }) => wrapped !== null);
  const opened = await Promise.all(standing.map(async (key) => (await tryOpen(master, key)) !== undefined));
  return standing.filter((_, at) => !opened[at]);
}
