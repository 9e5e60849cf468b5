import { recoveryAlgorithm, toBase64 } from "../contract/rescue/index.ts";
import { StorageConflict } from "../ports/journal.ts";
import type { SealedRecoveryKey } from "../ports/key-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";

type KeyPorts = Pick<Ports, "recoveryKeys" | "keys" | "journal" | "clock" | "ids">;

const strength = {
  ...recoveryAlgorithm,
  modulusLength: 3_072,
  publicExponent: new Uint8Array([1, 0, 1]),
};

/** The study's recovery key pair, made at first need; the private half stays sealed. */
export async function readRecoveryKey(ports: KeyPorts, caller: Caller, study: string): Promise<SealedRecoveryKey> {
  const standing = await ports.recoveryKeys.find(study);
  if (standing !== undefined) return standing;
  const made = await makeRecoveryKey(ports, study);
  const note = { actor: caller.id, action: "recoveryKey.create", subject: made.id };
  try {
    await ports.journal.commit(study, note, [ports.recoveryKeys.add(made, ports.clock.now())]);
    return made;
  } catch (error) {
    // somebody was faster: theirs stands
    if (!(error instanceof StorageConflict && error.table === "recovery_keys")) throw error;
    return readRecoveryKey(ports, caller, study);
  }
}

async function makeRecoveryKey({ keys, ids }: KeyPorts, study: string): Promise<SealedRecoveryKey> {
  const pair = (await crypto.subtle.generateKey(strength, true, ["encrypt", "decrypt"])) as CryptoKeyPair;
  const exportAs = async (format: "spki" | "pkcs8", key: CryptoKey) =>
    new Uint8Array((await crypto.subtle.exportKey(format, key)) as ArrayBuffer);
  const id = ids.uuid();
  const sealed = await keys.sealForStudy(study, placeOf(id), await exportAs("pkcs8", pair.privateKey));
  return { id, study, publicKey: toBase64(await exportAs("spki", pair.publicKey)), sealed };
}

/** The private half, for opening records at the server; it cannot be exported from here. */
export async function openRecoveryKey(
  { keys }: Pick<Ports, "keys">,
  { id, study, sealed }: SealedRecoveryKey,
): Promise<CryptoKey> {
  const bytes = await keys.openForStudy(study, placeOf(id), sealed);
  return crypto.subtle.importKey("pkcs8", bytes, recoveryAlgorithm, false, ["decrypt"]);
}

function placeOf(id: string): string {
  return `recovery:${id}`;
}
