import type { Caller, Ports } from "../ports/ports.ts";
import { listAssigned } from "./plan.ts";
import { readProtocols } from "./read-protocols.ts";
import { readRetention } from "./recordings.ts";
import { readRecoveryKey } from "./recovery-key.ts";

type KitPorts = Pick<
  Ports,
  | "studies"
  | "attachments"
  | "coding"
  | "sessions"
  | "plan"
  | "roster"
  | "members"
  | "recoveryKeys"
  | "keys"
  | "journal"
  | "clock"
  | "ids"
>;

/**
 * What somebody's device needs to work without a network: protocols, codes, the recovery public key and the sessions still
 * to be held that are assigned to them. Nothing else: a lost device must not hold the whole study.
 */
export async function readFieldKit(ports: KitPorts, caller: Caller, study: string) {
  const { study: described, protocols, former } = await readProtocols(ports, study);
  const codebook = await ports.coding.findCodebook(study);
  const { id, publicKey } = await readRecoveryKey(ports, caller, study);
  const { sessions, plan } = await listAssigned(ports, caller, study);
  return {
    study: { id: described.id, title: described.title, simulated: described.simulated },
    now: ports.clock.now(),
    recovery: { id, publicKey },
    recordingsUntil: (await readRetention(ports, study)).until,
    protocols,
    formerProtocols: former,
    codes: (codebook?.codebook.codes ?? []).map(({ id: code, number, name }) => ({ id: code, number, name })),
    sessions,
    plan,
  };
}
