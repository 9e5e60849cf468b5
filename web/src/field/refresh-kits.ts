import type { OpenDevice } from "./device.ts";
import { readKits, readMe } from "./kit.ts";

/** How asking for the present kits went: what the device holds is anew, or why it is not. */
export type Refreshed = "refreshed" | "signedOut" | "offline" | "otherPerson";

/** Brings protocols, planned sessions and assignments to the state of the server; a failure changes nothing. */
export async function refreshKits(device: OpenDevice): Promise<Refreshed> {
  const me = await readMe(fetch);
  if (me.kind !== "ok") return me.kind === "signedOut" ? "signedOut" : "offline";
  if (me.value.user.id !== device.vault.owner.id) return "otherPerson";
  const kits = await readKits(fetch, me.value.studies, () => Date.now());
  if (kits.length === 0) return "offline";
  await device.takeKits(kits);
  return "refreshed";
}
