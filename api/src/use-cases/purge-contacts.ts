import { dayOf } from "../ports/clock.ts";
import type { ErasureCertificate } from "../ports/erasure-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found } from "../problems.ts";
import { type CertifyPorts, certify, hashOfSealed } from "./erase-personal.ts";
import { isAsideCode } from "./set-aside-personal.ts";

type ContactPorts = Pick<Ports, "studies" | "personal" | "clock">;

/** What stands in a certificate in the place of a person: everybody's names and contacts, and nothing else of the study. */
export const contactsSubject = "contacts";

/** Sealed names and contacts by person, and until when they are kept: the end of the study's period. */
export async function findDueContacts(ports: ContactPorts, study: string) {
  const { period } = found(await ports.studies.find(study), "study.notFound", study).study;
  const isDue = period.to < dayOf(ports.clock.now());
  // what nominations say of people is kept with their cases
  const sealed = [...(await ports.personal.list(study))].filter(([person]) => !isAsideCode(person));
  return { until: String(period.to), due: new Map(isDue ? sealed : []) };
}

/**
 * Destroys names, telephones and e-mails of a study whose period has ended, with the keys that open them, and certifies it.
 * Roster rows and sessions keep their codes, answers stay. Null where nothing is due.
 */
export async function purgeContacts(
  ports: CertifyPorts & ContactPorts & Pick<Ports, "keys">,
  caller: Caller,
  { study, reason }: { readonly study: string; readonly reason: string },
): Promise<ErasureCertificate | null> {
  const { due } = await findDueContacts(ports, study);
  if (due.size === 0) return null;
  const keys = (await ports.keys.list(study)).filter(
    ({ purpose, subject, stands }) => purpose === "person" && stands && due.has(subject),
  );
  return certify(ports, caller, {
    order: { study, scope: "study", subject: contactsSubject, reason },
    erased: [{ kind: "contact", count: due.size, sha256: [...due.values()].map(hashOfSealed).sort() }],
    keys: keys.map(({ id }) => id).sort(),
    writes: [...due.keys()].flatMap((person) => [
      ports.personal.remove(study, person),
      ports.keys.destroy(study, person),
    ]),
  });
}
