import type { AuditEntry } from "../ports/journal.ts";
import type { Ports } from "../ports/ports.ts";
import { certificateSubject, hashCertificate } from "./erase-personal.ts";

type VerifyPorts = Pick<Ports, "erasures" | "keys" | "personal">;

/** A certificate of erasure that was changed, that no log or no certificate knows, or whose keys or records stand. */
export interface ErasureFinding {
  readonly code: "erasure.changed" | "erasure.unlogged" | "erasure.missing" | "erasure.undone";
  readonly place: string;
  readonly message: string;
}

/**
 * Holds certificates of erasure against the audit log and against what is stored: the keys they name are gone, and nothing of
 * the person came back.
 */
export async function checkErasures(
  ports: VerifyPorts,
  study: string,
  audit: readonly Pick<AuditEntry, "action" | "subject">[],
): Promise<readonly ErasureFinding[]> {
  const certificates = await ports.erasures.list(study);
  const logged = new Set(audit.filter(({ action }) => action === "personal.erase").map(({ subject }) => subject));
  const standing = new Set((await ports.keys.list(study)).filter(({ stands }) => stands).map(({ id }) => id));
  const people = await ports.personal.list(study);
  const known = new Set(certificates.map(certificateSubject));
  const found: ErasureFinding[] = certificates.flatMap((certificate): ErasureFinding[] => {
    const { id, subject, keys } = certificate;
    if (hashCertificate(certificate) !== certificate.hash)
      return [{ code: "erasure.changed", place: id, message: "the certificate is not what its hash says" }];
    if (!logged.has(certificateSubject(certificate)))
      return [{ code: "erasure.unlogged", place: id, message: "the audit log does not know the certificate" }];
    if (keys.some((key) => standing.has(key)) || (subject !== "" && people.has(subject)))
      return [{ code: "erasure.undone", place: id, message: "a key or a record it says is gone stands here" }];
    return [];
  });
  const missing = [...logged].filter((subject) => !known.has(subject));
  return [
    ...found,
    ...missing.map((subject) => ({
      code: "erasure.missing" as const,
      place: subject.split(" ")[0] ?? "",
      message: "the log tells of an erasure whose certificate is gone",
    })),
  ];
}
