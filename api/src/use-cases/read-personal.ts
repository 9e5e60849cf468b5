import type { Session } from "@diaoyan/instruments";
import { dayOf } from "../ports/clock.ts";
import type { ErasureCertificate } from "../ports/erasure-store.ts";
import type { Invitation } from "../ports/invitation-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import type { SealedPerson } from "../ports/roster-store.ts";
import { found, problem } from "../problems.ts";
import { findDueContacts } from "./purge-contacts.ts";
import { readRetention } from "./recordings.ts";
import { listRetentionClasses, type RetentionClass } from "./retention-classes.ts";
import { isAsideCode } from "./set-aside-personal.ts";

export type PersonalPorts = Pick<
  Ports,
  | "studies"
  | "personal"
  | "roster"
  | "invitations"
  | "keys"
  | "sessions"
  | "attachments"
  | "responses"
  | "erasures"
  | "journal"
  | "clock"
>;

/** What is held of a person, in counts. */
export interface HeldOnPerson {
  readonly person: string;
  readonly name: string;
  readonly contact: string;
  readonly roster: boolean;
  readonly invitations: number;
  readonly responses: number;
  readonly sessions: number;
  readonly recordings: number;
}

export interface PersonalOverview {
  readonly today: string;
  readonly classes: readonly RetentionClass[];
  readonly notices: readonly { readonly version: string; readonly at: string; readonly responses: number }[];
  readonly people: readonly HeldOnPerson[];
  /** How many people something is held of, shown or not. */
  readonly total: number;
  /** People whose names and contacts are past their day. */
  readonly due: number;
  readonly erasures: readonly ErasureCertificate[];
}

const mostShown = 100;

interface Held {
  readonly names: ReadonlyMap<string, { readonly name: string; readonly contact: string }>;
  readonly roster: ReadonlyMap<string, SealedPerson>;
  readonly invitations: readonly Invitation[];
  readonly sessions: readonly Session[];
}

/** What is held on whom, the retention of each kind, and what was erased. Reading it enters the audit log. */
export async function readPersonal(
  ports: PersonalPorts,
  caller: Caller,
  { study, find = "" }: { readonly study: string; readonly find?: string | undefined },
): Promise<PersonalOverview> {
  const document = found(await ports.studies.find(study), "study.notFound", study);
  const retention = await readRetention(ports, study);
  const held = await gather(ports, study);
  const people = await describePeople(ports, study, { ...held, asked: find });
  const wanted = people.filter(({ person, name, contact }) =>
    [person, name, contact].some((one) => one.includes(find)),
  );
  const counts = new Map((await ports.responses.countByNotice(study)).map(({ notice, count }) => [notice, count]));
  const notices = (await ports.studies.listNotices(study)).map((one) => ({
    ...one,
    responses: counts.get(one.version) ?? 0,
  }));
  await ports.journal.commit(study, { actor: caller.id, action: "personal.read", subject: String(people.length) }, []);
  return {
    today: dayOf(ports.clock.now()),
    classes: listRetentionClasses(document.study, retention.until as never),
    notices,
    people: wanted.slice(0, mostShown),
    total: people.length,
    due: (await findDueContacts(ports, study)).due.size,
    erasures: await ports.erasures.list(study),
  };
}

async function gather(ports: PersonalPorts, study: string): Promise<Held> {
  const opened = await ports.keys.openPeople(study, await ports.personal.list(study));
  const names = new Map([...opened].map(([person, text]) => [person, readContact(person, text)]));
  const roster = new Map((await ports.roster.listPeople(study)).map((one) => [one.person, one]));
  return {
    names,
    roster,
    invitations: await ports.invitations.listOfStudy(study),
    sessions: await ports.sessions.list(study),
  };
}

/** Names stand with one contact (invitations), with telephone and mail (roster), or in what a nomination says of somebody. */
function readContact(person: string, text: string) {
  const {
    name = "",
    contact,
    phone = "",
    email = "",
    ...said
  } = JSON.parse(text) as Record<string, string | undefined>;
  if (isAsideCode(person)) {
    const words = [name, contact, phone, email, ...Object.values(said)].filter((one) => typeof one === "string");
    return { name: "", contact: words.filter(Boolean).join(" ") };
  }
  return { name, contact: contact ?? [phone, email].filter(Boolean).join(" ") };
}

async function describePeople(
  ports: PersonalPorts,
  study: string,
  { names, roster, invitations, sessions, asked }: Held & { readonly asked: string },
): Promise<readonly HeldOnPerson[]> {
  const recordings = (await ports.attachments.list(study)).filter(
    ({ kind, purgedAt }) => kind === "录音" && purgedAt === null,
  );
  const codes = new Set([...names.keys(), ...roster.keys(), ...invitations.map(({ person }) => person)]);
  // of whoever stands in no roster a session has the code alone
  if (sessions.some(({ participants }) => participants.some((one) => String(one.person) === asked))) codes.add(asked);
  codes.delete("");
  return [...codes].sort().map((person) => {
    const theirs = sessions.filter(({ participants }) => participants.some((one) => String(one.person) === person));
    const invited = invitations.filter((one) => one.person === person);
    return {
      person,
      name: names.get(person)?.name ?? "",
      contact: names.get(person)?.contact ?? "",
      roster: roster.has(person),
      invitations: invited.length,
      responses: invited.filter(({ response }) => response !== null).length,
      sessions: theirs.length,
      recordings: recordings.filter(({ session }) => theirs.some(({ id }) => String(id) === session)).length,
    };
  });
}

/** A copy of all that is held of a person, for the person. Reading it enters the audit log. Throws `personal.notFound`. */
export async function copyPersonal(
  ports: PersonalPorts,
  caller: Caller,
  { study, person }: { readonly study: string; readonly person: string },
) {
  found(await ports.studies.find(study), "study.notFound", study);
  const held = await gather(ports, study);
  const one = (await describePeople(ports, study, { ...held, asked: person })).find((known) => known.person === person);
  if (one === undefined) throw problem("personal.notFound", `nothing is held of a person ${person}`);
  const answered = held.invitations.filter((each) => each.person === person).flatMap(({ response }) => response ?? []);
  const responses = await ports.responses.findMany(study, answered);
  const { sealed: _, ...attributes } = held.roster.get(person) ?? { sealed: null };
  await ports.journal.commit(study, { actor: caller.id, action: "personal.copy", subject: person }, []);
  return {
    madeAt: ports.clock.now(),
    study,
    person: { code: person, name: one.name, contact: one.contact, ...attributes },
    invitations: held.invitations
      .filter((each) => each.person === person)
      .map(({ collector, used, unit }) => ({ collector, used, unit })),
    responses: responses.map(({ id, day, status, noticeVersion, answers }) => ({
      id,
      day,
      status,
      noticeVersion,
      answers,
    })),
    sessions: held.sessions.flatMap(({ id, number, day, type, participants }) =>
      participants
        .filter((each) => String(each.person) === person)
        .map(({ role, category, consents }) => ({ id, number, day, type, role, category, consents })),
    ),
  };
}
