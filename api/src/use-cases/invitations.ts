import { signInvitation } from "../auth/invitation-token.ts";
import type { Invitation } from "../ports/invitation-store.ts";
import type { Write } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import type { Collector } from "../ports/questionnaire-store.ts";
import { found, problem } from "../problems.ts";
import { respondentPath } from "./collectors.ts";
import { createTokenDealer } from "./deal-modules.ts";

type InvitationPorts = Pick<
  Ports,
  "invitations" | "collectors" | "questionnaires" | "personal" | "keys" | "journal" | "clock" | "ids"
>;

interface CollectorPlace {
  readonly study: string;
  readonly collector: string;
}

/** Somebody to invite; `contact` is whatever the study writes to them by. */
export interface PersonToInvite {
  readonly name: string;
  readonly contact: string;
  readonly unit?: string | null | undefined;
}

/** Path of the page with an invitation; the token stands behind `#`, so it reaches neither logs nor other sites. */
function invitedPath(collector: string, token: string): string {
  return `${respondentPath(collector)}#${token}`;
}

/** Invites people: names and contacts are sealed, links are given once and only their hashes kept. Answers a line a person. */
export async function invitePeople(
  ports: InvitationPorts,
  caller: Caller,
  { study, collector: id, people }: CollectorPlace & { readonly people: readonly PersonToInvite[] },
) {
  const collector = await findInvitedOnly(ports, { study, collector: id });
  const key = await ports.keys.receiptKey(study);
  const version = collector.split ? await ports.questionnaires.findVersion(study, collector.version) : undefined;
  const split = version?.definition.split;
  const dealToken = createTokenDealer(key, { collector: collector.id, split, ids: ports.ids });
  const writes: Write[] = [];
  const invitations: Invitation[] = [];
  const invited = [];
  for (const { name, contact, unit = null } of people) {
    const person = ports.ids.slug();
    const { token, tokenHash } = dealToken();
    const { sealed, write } = await ports.keys.sealPersonal(study, person, JSON.stringify({ name, contact }));
    writes.push(write, ports.personal.put(study, person, sealed, ports.clock.now()));
    invitations.push({ tokenHash, study, collector: id, person, unit, used: false, response: null });
    invited.push({ person, name, contact, unit, path: invitedPath(id, token) });
  }
  await ports.journal.commit(study, noteOf(caller, "invitation.send", `${id}: ${people.length}`), [
    ...writes,
    ports.invitations.add(invitations),
  ]);
  return invited;
}

/** Who is invited and who has answered. Reading names enters the audit log. */
export async function listInvitations(ports: InvitationPorts, caller: Caller, place: CollectorPlace) {
  await findInvitedOnly(ports, place);
  const invitations = await ports.invitations.list(place.study, place.collector);
  const lines = await Promise.all(
    invitations.map(async ({ person, unit, used, response }) => ({
      person,
      ...(await readPerson(ports, place.study, person)),
      unit,
      used,
      response,
    })),
  );
  await ports.journal.commit(place.study, noteOf(caller, "invitation.read", `${place.collector}: ${lines.length}`), []);
  return lines;
}

async function readPerson(ports: Pick<Ports, "personal" | "keys">, study: string, person: string) {
  const sealed = await ports.personal.find(study, person);
  const opened = sealed === undefined ? undefined : await ports.keys.openPersonal(study, person, sealed);
  const { name, contact } = JSON.parse(opened ?? '{"name":"","contact":""}') as { name: string; contact: string };
  return { name, contact };
}

/** Gives a person a new link in place of a lost one; the old one ends, and with it what was begun under it. */
export async function renewInvitation(
  ports: InvitationPorts,
  caller: Caller,
  place: CollectorPlace & { readonly person: string },
) {
  const invitation = await findInvitation(ports, place);
  if (invitation.used) throw problem("invitation.used", `invitation of ${place.person}: it was used already`);
  const key = await ports.keys.receiptKey(place.study);
  const { token, tokenHash } = signInvitation(key, place.collector, ports.ids.token());
  const note = noteOf(caller, "invitation.renew", `${place.collector}: ${place.person}`);
  await ports.journal.commit(place.study, note, [ports.invitations.renew(invitation, tokenHash)]);
  return invitedPath(place.collector, token);
}

/** Takes an invitation back and erases the person: the name is gone with its key, a given answer stays under its code. */
export async function removeInvitation(
  ports: InvitationPorts,
  caller: Caller,
  place: CollectorPlace & { readonly person: string },
): Promise<void> {
  const invitation = await findInvitation(ports, place);
  await ports.journal.commit(place.study, noteOf(caller, "invitation.remove", `${place.collector}: ${place.person}`), [
    ports.invitations.remove(invitation),
    ports.personal.remove(place.study, place.person),
    ports.keys.destroy(place.study, place.person),
  ]);
  await ports.journal.forgetPast();
}

async function findInvitedOnly(
  ports: Pick<Ports, "collectors">,
  { study, collector }: CollectorPlace,
): Promise<Collector> {
  const known = await ports.collectors.find(collector);
  const own = found(known?.study === study ? known : undefined, "collector.notFound", collector);
  if (own.invitedOnly) return own;
  throw problem("invitation.openCollector", `collector ${collector} is open to everybody with the link`, {
    remedy: "open a collector for invited people",
  });
}

async function findInvitation(
  ports: InvitationPorts,
  place: CollectorPlace & { readonly person: string },
): Promise<Invitation> {
  await findInvitedOnly(ports, place);
  const all = await ports.invitations.list(place.study, place.collector);
  return found(
    all.find(({ person }) => person === place.person),
    "invitation.unknown",
    place.person,
  );
}

function noteOf(caller: Caller, action: string, subject: string) {
  return { actor: caller.id, action, subject };
}
