import {
  type KeptProtocol,
  type Protocol,
  readProtocolVersion,
  type Session,
  versionOfProtocol,
} from "@diaoyan/instruments";
import { heldWithEn } from "../i18n/held-with.en.ts";
import { heldWithZh } from "../i18n/held-with.zh.ts";

const checkDigits = 8;

/** Guides as they are now, and former versions that were kept. */
interface Guides {
  readonly protocols: readonly Protocol[];
  readonly formerProtocols?: readonly KeptProtocol[];
}

/** The version of the protocol a session was held with, beside the guides of now; null where none was noted. */
export function sayHeldWith(session: Session, guides: Guides, locale: "zh" | "en"): string | null {
  if (session.protocolVersion === undefined) return null;
  const { label, hash } = readProtocolVersion(session.protocolVersion);
  const now = guides.protocols.find(({ id }) => id === session.protocol);
  const isSame = now !== undefined && versionOfProtocol(now) === session.protocolVersion;
  const texts = locale === "en" ? heldWithEn : heldWithZh;
  const isKept = guides.formerProtocols?.some(({ version }) => version === session.protocolVersion) === true;
  return texts[isSame ? "same" : isKept ? "kept" : "changed"](label, hash.slice(0, checkDigits));
}
