import type { KeyStore, WrappedKey } from "../ports/key-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import { tryOpen } from "./find-unopened-keys.ts";
import { wrapContextOf } from "./key-ring.ts";
import { importKey, seal } from "./seal.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Wraps every study's keys anew under another master key, study by study, each with a line of the audit log. Keys that an
 * earlier run has wrapped already are left as they are, so that a run that broke off is begun again. Answers how many
 * studies were treated. Throws `server.failed` where a key opens under neither.
 */
export async function renewMasterKey(
  { store, journal }: { readonly store: KeyStore; readonly journal: Ports["journal"] },
  caller: Caller,
  { from, to }: { readonly from: Bytes; readonly to: Bytes },
): Promise<number> {
  const [before, after] = [await importKey(from), await importKey(to)];
  const keys = (await store.listUnderMaster()).filter(({ wrapped }) => wrapped !== null);
  const studies = [...new Set(keys.map(({ study }) => study))];
  for (const study of studies) {
    const writes = [];
    for (const key of keys.filter((one) => one.study === study)) {
      const bytes = await tryOpen(before, key);
      if (bytes !== undefined) writes.push(store.rewrap(key.id, await seal(after, bytes, wrapContextOf(key))));
      else if ((await tryOpen(after, key)) === undefined) throw unopened(key);
    }
    const note = { actor: caller.id, action: "keys.renew", subject: study };
    if (writes.length > 0) await journal.commit(study, note, writes);
  }
  return studies.length;
}

function unopened({ study, purpose }: WrappedKey) {
  return problem("server.failed", `the ${purpose} key of study "${study}" opens under neither master key`, {
    remedy: "put the master key the data was made with into keys/master.key and begin again",
  });
}
