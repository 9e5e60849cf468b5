import type { ErasureCertificate } from "../ports/erasure-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { destroyAttachments, unlessGoneMeanwhile } from "./erase-attachments.ts";
import { type CertifyPorts, certify, type ErasureOrder, hashOfSealed } from "./erase-personal.ts";
import { removeLeftBytes } from "./purge-recordings.ts";

type EraseStudyPorts = CertifyPorts & Pick<Ports, "studies" | "personal" | "roster" | "keys" | "attachments" | "blobs">;

/**
 * Erases all personal data of a study by destroying its `personal` key and those of its people: names, contacts, names of
 * units, originals of transcripts and rules of de-identification open to nobody any more, in no backup whose master key was
 * renewed either. Recordings, photos and papers are destroyed with it, each with its line in the purge log, and then their
 * sealed bytes; what a killed erasure left of those the next one removes. Answers, receipts and de-identified texts stay.
 */
export async function eraseStudyPersonal(
  ports: EraseStudyPorts,
  caller: Caller,
  { study, reason }: Omit<ErasureOrder, "person">,
): Promise<ErasureCertificate> {
  found(await ports.studies.find(study), "study.notFound", study);
  const keys = (await ports.keys.list(study)).filter(({ purpose, stands }) => purpose !== "receipts" && stands);
  const listed = (await ports.attachments.list(study)).filter(({ purgedAt }) => purgedAt === null);
  if (keys.length === 0 && listed.length === 0) {
    await removeLeftBytes(ports, study);
    throw problem("personal.notFound", `the keys of study ${study} were destroyed already`, {
      remedy: "look in the list of certificates",
    });
  }
  const people = await ports.personal.list(study);
  const units = keys.length === 0 ? [] : await ports.roster.listUnits(study);
  const destruction = await destroyAttachments(ports, caller, { study, listed, reason });
  const certifying = certify(ports, caller, {
    order: { study, scope: "study", subject: "", reason },
    erased: [
      { kind: "contact", count: people.size, sha256: [...people.values()].map(hashOfSealed).sort() },
      { kind: "unit", count: units.length, sha256: [] },
      ...destruction.erased,
    ],
    keys: keys.map(({ id }) => id).sort(),
    writes: [
      ...destruction.writes,
      ...[...people.keys()].map((person) => ports.personal.remove(study, person)),
      ports.keys.destroyPersonal(study),
    ],
  });
  const certificate = await unlessGoneMeanwhile(certifying);
  if (certificate === null) return eraseStudyPersonal(ports, caller, { study, reason });
  // no key opens these bytes any more: what a store that is away keeps now goes with the next purge or erasure
  await removeLeftBytes(ports, study).catch(() => undefined);
  return certificate;
}
