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
