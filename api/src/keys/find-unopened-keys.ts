import type { WrappedKey } from "../ports/key-store.ts";
import { DataFolderError } from "../storage/data-folder-error.ts";
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

/**
 * Refuses a master key that opens none of the keys of studies (`key.wrong`): what came in meanwhile would open under that
 * one alone. One key of many that does not open is that study's trouble, unless a renewal (`renewing`) broke off and
 * leaves whole studies closed. `place` names where the key stood.
 */
export async function expectOpening(
  wrapped: readonly WrappedKey[],
  {
    key,
    place,
    renewing = false,
  }: { readonly key: Uint8Array<ArrayBuffer>; readonly place: string; readonly renewing?: boolean },
): Promise<void> {
  const unopened = (await findUnopenedKeys(wrapped, key)).length;
  const standing = wrapped.filter((one) => one.wrapped !== null).length;
  if (unopened === 0 || (unopened < standing && !renewing)) return;
  throw new DataFolderError(
    "key.wrong",
    `${place}: this master key does not open ${unopened} of the ${standing} keys of studies in the database`,
    renewing
      ? '"keys renew" broke off: run "diaoyan keys renew" again'
      : "put the master key the data was made with there; what was restored needs the key of that time",
  );
}
