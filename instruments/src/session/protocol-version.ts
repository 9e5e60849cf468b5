import { hashJson } from "../hash/content-hash.ts";
import type { Protocol } from "../model/protocol.ts";
import type { Json } from "../model/questionnaire.ts";
import type { Session } from "../model/session.ts";

/** The version of a protocol as one text: `1.0#` and the SHA-256 of its canonical JSON, since a file may be edited under one label. */
export function versionOfProtocol(protocol: Protocol): string {
  return `${protocol.version}#${hashJson(protocol as unknown as Json)}`;
}

/** Label and content hash of a protocol's version. */
export function readProtocolVersion(version: string): { readonly label: string; readonly hash: string } {
  const at = version.lastIndexOf("#");
  return { label: version.slice(0, at), hash: version.slice(at + 1) };
}

/** A version of a protocol that was kept, as sessions note it. */
export interface KeptProtocol {
  readonly version: string;
  readonly protocol: Protocol;
}

/** The versions kept that are not the ones of now. */
export function formerProtocols(kept: readonly KeptProtocol[], now: readonly Protocol[]): readonly KeptProtocol[] {
  const current = new Set(now.map((protocol) => `${protocol.id} ${versionOfProtocol(protocol)}`));
  return kept.filter(({ version, protocol }) => !current.has(`${protocol.id} ${version}`));
}

/** The protocol to read a session with: the version it was held with where that was kept, else the one of now. */
export function protocolOfSession(
  { protocol, protocolVersion }: Pick<Session, "protocol" | "protocolVersion">,
  now: readonly Protocol[],
  former: readonly KeptProtocol[],
): Protocol | undefined {
  const held = former.find((one) => one.protocol.id === protocol && one.version === protocolVersion);
  return held?.protocol ?? now.find(({ id }) => id === protocol);
}

/**
 * The session after an edit, with the version of the protocol it is held with: noted when it becomes a held one, or when
 * another protocol is chosen then, and kept from there on whatever becomes of the protocol. `before`: undefined for a new
 * one. A session held before versions were noted keeps none.
 */
export function keepProtocolVersion(
  before: Session | undefined,
  after: Session,
  protocols: readonly Protocol[],
): Session {
  const { protocolVersion: _, ...plain } = after;
  const noted = before?.protocolVersion;
  if (after.status !== "held" || (before?.status === "held" && before.protocol === after.protocol)) {
    const isSame = noted !== undefined && before?.protocol === after.protocol;
    return isSame ? { ...plain, protocolVersion: noted } : plain;
  }
  const used = protocols.find(({ id }) => id === after.protocol);
  return used === undefined ? plain : { ...plain, protocolVersion: versionOfProtocol(used) };
}
