import { type Protocol, readProtocolVersion, type Session, versionOfProtocol } from "@diaoyan/instruments";
import { heldWithEn } from "../i18n/held-with.en.ts";
import { heldWithZh } from "../i18n/held-with.zh.ts";

interface HeldWithProps {
  readonly session: Session;
  /** Protocols as they are now. */
  readonly protocols: readonly Protocol[];
  readonly locale: "zh" | "en";
}

const checkDigits = 8;

/** The version of the protocol a session was held with; nothing where none was noted. */
export function HeldWith({ session, protocols, locale }: HeldWithProps) {
  if (session.protocolVersion === undefined) return null;
  const { label, hash } = readProtocolVersion(session.protocolVersion);
  const now = protocols.find(({ id }) => id === session.protocol);
  const isSame = now !== undefined && versionOfProtocol(now) === session.protocolVersion;
  const texts = locale === "en" ? heldWithEn : heldWithZh;
  return <p className="note">{texts[isSame ? "same" : "changed"](label, hash.slice(0, checkDigits))}</p>;
}
