import { hashBytes, hashJson, type Json } from "@diaoyan/instruments";
import type { ErasedRecords, ErasureCertificate } from "../ports/erasure-store.ts";
import type { Invitation } from "../ports/invitation-store.ts";
import type { Write } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import type { StoredResponse } from "../ports/response-store.ts";
import { found, problem } from "../problems.ts";
import { destroyAttachments, listPhotosOf, unlessGoneMeanwhile } from "./erase-attachments.ts";
import { removeLeftBytes } from "./purge-recordings.ts";
import { withdrawalOf } from "./respondent-services.ts";
import type { Carry } from "./response-intake.ts";
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
  const responses = await knownResponses(ports, study, invitations);
  const keys = (await ports.keys.list(study)).filter((key) => key.purpose === "person" && key.subject === person);
  const destruction = await destroyAttachments(ports, caller, { study, listed: photos, reason });
  const erased: readonly ErasedRecords[] = [
    {
      kind: "contact",
      count: sealed === undefined ? 0 : 1,
      sha256: sealed === undefined ? [] : [hashOfSealed(sealed)],
    },
    { kind: "roster", count: row === undefined ? 0 : 1, sha256: [] },
    { kind: "invitation", count: invitations.length, sha256: [] },
    { kind: "response", count: responses.length, sha256: [] },
    ...destruction.erased,
  ];
  const order = { study, scope: "person", subject: person, reason } as const;
  const gone = responses.map((response) => withdrawalOf(ports, response));
  const certifying = certify(ports, caller, {
    order,
    erased,
    keys: [...keys.map(({ id }) => id), ...destruction.keys],
    writes: [
      ...destruction.writes,
      ports.roster.removePerson(study, person),
      ports.personal.remove(study, person),
      ...invitations.map((invitation) => ports.invitations.remove(invitation)),
      ports.keys.destroy(study, person),
    ],
    ...(gone.length > 0 && { along: (carry: Carry) => ports.intake.takeWith(study, gone, carry) }),
  });
  const certificate = await unlessGoneMeanwhile(certifying);
  if (certificate === null) return erasePersonal(ports, caller, { study, person, reason });
  // no key opens these bytes any more: what a store that is away keeps now goes with the next purge or erasure
  await removeLeftBytes(ports, study).catch(() => undefined);
  return certificate;
}

async function knownResponses(
  ports: ErasePorts,
  study: string,
  invitations: readonly Invitation[],
): Promise<readonly StoredResponse[]> {
  const found = await Promise.all(
    invitations.map(({ response }) => (response === null ? undefined : ports.responses.find(study, response))),
  );
  return found.flatMap((stored) => (stored === undefined || stored.status === "withdrawn" ? [] : [stored]));
}

interface Erasure {
  readonly order: Pick<ErasureCertificate, "study" | "scope" | "subject" | "reason">;
  readonly erased: readonly ErasedRecords[];
  readonly keys: readonly string[];
  readonly writes: readonly Write[];
  /** Has the whole carried out together with what it adds itself. */
  readonly along?: (carry: Carry) => Promise<void>;
}

/** Carries an erasure out, with its certificate and the line of the audit log, or not at all. */
export async function certify(
  ports: CertifyPorts,
  caller: Caller,
  { order, erased, keys, writes, along }: Erasure,
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
  const carry: Carry = (more) =>
    ports.journal.commit(order.study, note, [...writes, ...more, ports.erasures.add(certificate)]);
  await (along === undefined ? carry([]) : along(carry));
  await ports.journal.forgetPast();
  return certificate;
}
