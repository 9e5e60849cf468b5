import { type Protocol, readProtocolVersion, type Session, versionOfProtocol } from "@diaoyan/instruments";
import { heldWithEn } from "../i18n/held-with.en.ts";
import { heldWithZh } from "../i18n/held-with.zh.ts";

const checkDigits = 8;

/** The version of the protocol a session was held with, beside `protocols` as they are now; null where none was noted. */
export function sayHeldWith(session: Session, protocols: readonly Protocol[], locale: "zh" | "en"): string | null {
  if (session.protocolVersion === undefined) return null;
  const { label, hash } = readProtocolVersion(session.protocolVersion);
  const now = protocols.find(({ id }) => id === session.protocol);
  const isSame = now !== undefined && versionOfProtocol(now) === session.protocolVersion;
  const texts = locale === "en" ? heldWithEn : heldWithZh;
  return texts[isSame ? "same" : "changed"](label, hash.slice(0, checkDigits));
}
