import { hashBytes, hashJson, type Json } from "@diaoyan/instruments";
import type { ErasedRecords, ErasureCertificate } from "../ports/erasure-store.ts";
import type { Invitation } from "../ports/invitation-store.ts";
import { StorageConflict, type Write } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { destroyPhotos, listPhotosOf } from "./erase-photos.ts";
import { removeLeftBytes } from "./purge-recordings.ts";
import { withdrawStored } from "./respondent-services.ts";
import type { IntakePorts } from "./submit-response.ts";

export type ErasePorts = IntakePorts &
  Pick<
    Ports,
    "studies" | "personal" | "roster" | "sessions" | "attachments" | "blobs" | "erasures" | "journal" | "clock" | "ids"
  >;

/** What a certificate of erasure is made with. */
export type CertifyPorts = Pick<Ports, "erasures" | "journal" | "clock" | "ids">;

/** Whom to erase, and why. */
export interface ErasureOrder {
  readonly study: string;
  readonly person: string;
  readonly reason: string;
}

/** SHA-256 of a sealed record, as a certificate names it. */
export const hashOfSealed = (text: string): string => hashBytes(new TextEncoder().encode(text));

/** Hash of a certificate over everything else in it. */
export function hashCertificate({ hash: _, ...rest }: ErasureCertificate): string {
  return hashJson(rest as unknown as Json);
}

/** How the audit log names a certificate. */
export function certificateSubject({ id, hash }: Pick<ErasureCertificate, "id" | "hash">): string {
  return `${id} ${hash}`;
}

/**
 * Erases a person at their request: name and contact with the key that opens them, the record of the roster, invitations,
 * the responses that are known to be theirs (identified links alone), and photos of the sessions held with them alone. What stays bears a code that leads to nobody.
 * Throws `personal.notFound` where nothing of them is held.
 */
export async function erasePersonal(
  ports: ErasePorts,
  caller: Caller,
  { study, person, reason }: ErasureOrder,
): Promise<ErasureCertificate> {
  found(await ports.studies.find(study), "study.notFound", study);
  const sealed = await ports.personal.find(study, person);
  const [row] = (await ports.roster.listPeople(study)).filter((one) => one.person === person);
  const invitations = (await ports.invitations.listOfStudy(study)).filter((one) => one.person === person);
  const photos = await listPhotosOf(ports, { study, person });
  if (sealed === undefined && row === undefined && invitations.length === 0 && photos.length === 0) {
    throw problem("personal.notFound", `nothing is held of a person ${person}`, {
      remedy: "look in the list of certificates: they may be erased already",
    });
  }
  const responses = await withdrawKnown(ports, study, invitations);
  const keys = (await ports.keys.list(study)).filter((key) => key.purpose === "person" && key.subject === person);
  const photo = await destroyPhotos(ports, caller, { study, photos, reason });
  const erased: readonly ErasedRecords[] = [
    {
      kind: "contact",
      count: sealed === undefined ? 0 : 1,
      sha256: sealed === undefined ? [] : [hashOfSealed(sealed)],
    },
    { kind: "roster", count: row === undefined ? 0 : 1, sha256: [] },
    { kind: "invitation", count: invitations.length, sha256: [] },
    { kind: "response", count: responses, sha256: [] },
    { kind: "photo", count: photos.length, sha256: photos.map(({ sha256 }) => sha256 ?? "").sort() },
  ];
  const order = { study, scope: "person", subject: person, reason } as const;
  const certifying = certify(ports, caller, {
    order,
    erased,
    keys: [...keys.map(({ id }) => id), ...photo.destroyed],
    writes: [
      ...photo.writes,
      ports.roster.removePerson(study, person),
      ports.personal.remove(study, person),
      ...invitations.map((invitation) => ports.invitations.remove(invitation)),
      ports.keys.destroy(study, person),
    ],
  });
  const certificate = await certifying.catch((error: unknown) => {
    // somebody else destroyed a photo meanwhile: what is left is another erasure
    if (error instanceof StorageConflict && error.table === "attachment_purges") return null;
    throw error;
  });
  if (certificate === null) return erasePersonal(ports, caller, { study, person, reason });
  // no key opens these bytes any more: what a store that is away keeps now goes with the next purge or erasure
  await removeLeftBytes(ports, study).catch(() => undefined);
  return certificate;
}

async function withdrawKnown(ports: ErasePorts, study: string, invitations: readonly Invitation[]): Promise<number> {
  let count = 0;
  for (const { response } of invitations) {
    const stored = response === null ? undefined : await ports.responses.find(study, response);
    if (stored === undefined || stored.status === "withdrawn") continue;
    await withdrawStored(ports, stored);
    count += 1;
  }
  return count;
}

/**
 * Erases all personal data of a study by destroying its `personal` key and those of its people: names, contacts, names of
 * units, originals of transcripts, recordings and rules of de-identification open to nobody any more, in no backup whose
 * master key was renewed either. Answers, receipts and de-identified texts stay.
 */
export async function eraseStudyPersonal(
  ports: ErasePorts,
  caller: Caller,
  { study, reason }: Omit<ErasureOrder, "person">,
): Promise<ErasureCertificate> {
  found(await ports.studies.find(study), "study.notFound", study);
  const keys = (await ports.keys.list(study)).filter(({ purpose, stands }) => purpose !== "receipts" && stands);
  if (keys.length === 0) {
    throw problem("personal.notFound", `the keys of study ${study} were destroyed already`, {
      remedy: "look in the list of certificates",
    });
  }
  const people = await ports.personal.list(study);
  const erased: readonly ErasedRecords[] = [
    { kind: "contact", count: people.size, sha256: [...people.values()].map(hashOfSealed).sort() },
    { kind: "unit", count: (await ports.roster.listUnits(study)).length, sha256: [] },
  ];
  return certify(ports, caller, {
    order: { study, scope: "study", subject: "", reason },
    erased,
    keys: keys.map(({ id }) => id).sort(),
    writes: [
      ...[...people.keys()].map((person) => ports.personal.remove(study, person)),
      ports.keys.destroyPersonal(study),
    ],
  });
}

interface Erasure {
  readonly order: Pick<ErasureCertificate, "study" | "scope" | "subject" | "reason">;
  readonly erased: readonly ErasedRecords[];
  readonly keys: readonly string[];
  readonly writes: readonly Write[];
}

/** Carries an erasure out, with its certificate and the line of the audit log, or not at all. */
export async function certify(
  ports: CertifyPorts,
  caller: Caller,
  { order, erased, keys, writes }: Erasure,
): Promise<ErasureCertificate> {
  const content = {
    format: "diaoyan-erasure" as const,
    formatVersion: 1 as const,
    id: ports.ids.uuid(),
    ...order,
    at: ports.clock.now(),
    actor: caller.name,
    erased: erased.filter(({ count }) => count > 0),
    keys,
  };
  const certificate = { ...content, hash: hashCertificate({ ...content, hash: "" }) };
  const note = { actor: caller.id, action: "personal.erase", subject: certificateSubject(certificate) };
  await ports.journal.commit(order.study, note, [...writes, ports.erasures.add(certificate)]);
  await ports.journal.forgetPast();
  return certificate;
}
