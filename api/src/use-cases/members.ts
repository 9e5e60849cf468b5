import { hashText, type Role } from "@diaoyan/instruments";
import { invitationPath, makeOneTimeLink } from "../auth/one-time-link.ts";
import { StorageConflict, type Write } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { studyKeepsLead } from "../ports/study-store.ts";
import { found, problem } from "../problems.ts";
import { needsSecondFactor } from "./second-factor-demand.ts";

type MemberPorts = Pick<Ports, "members" | "links" | "journal" | "clock" | "ids" | "secondFactorEverywhere">;

/** How an address stands in the audit log: recognisable to whoever knows it. */
const markOf = (email: string): string => hashText(email).slice(0, 16);

/**
 * Invites a person to a study. An existing account becomes a member at once; the answer is the path to hand over. A link
 * given to the same address earlier ends. Throws `member.exists`: a role is changed, not invited over.
 */
export async function inviteMember(
  ports: MemberPorts,
  caller: Caller,
  to: { readonly study: string; readonly email: string; readonly name: string; readonly role: Role },
): Promise<string> {
  const email = to.email.toLowerCase();
  const user = await ports.members.findUserByEmail(email);
  const note = { actor: caller.id, action: "member.invite", subject: `${to.role}:${markOf(email)}` };
  if (user !== undefined) {
    const role = await ports.members.roleOf(to.study, user);
    if (role !== undefined) {
      throw problem("member.exists", `${email} is ${role} of this study already`, {
        remedy: "change the role instead",
      });
    }
    await ports.journal.commit(to.study, note, [ports.members.add(to.study, user, to.role)]);
    return "/sign-in";
  }
  const { token, write } = makeOneTimeLink(ports, { ...to, email });
  await ports.journal.commit(to.study, note, [ports.links.dropOpen(to.study, email), write]);
  return invitationPath(token);
}

/** Takes back a link that was not used yet. Throws `member.notFound` where none is open. */
export async function withdrawInvitation(ports: MemberPorts, caller: Caller, from: { study: string; email: string }) {
  const { study } = from;
  const email = from.email.toLowerCase();
  const open = await ports.links.listOpen(study, ports.clock.now());
  if (!open.some((link) => link.email === email)) {
    throw problem("member.notFound", `no open invitation to ${email}`, { remedy: "reload the list of members" });
  }
  const note = { actor: caller.id, action: "member.withdraw", subject: markOf(email) };
  await ports.journal.commit(study, note, [ports.links.dropOpen(study, email)]);
}

/** Gives a member another role. Throws `member.lastLead` where nobody would lead the study, whoever else changes it now. */
export async function changeRole(
  ports: MemberPorts,
  caller: Caller,
  to: { readonly study: string; readonly user: string; readonly role: Role },
): Promise<void> {
  const { study, user, role } = to;
  const before = await roleOfMember(ports, study, user);
  if (before === role) return;
  const note = { actor: caller.id, action: "member.role", subject: `${before} to ${role}: ${user}` };
  await keepingALead(ports, { study, note, write: ports.members.changeRole(study, user, role) });
}

/** Removes a member, or lets the caller leave; open links to the address end. Throws `member.lastLead`. */
export async function removeMember(
  ports: MemberPorts,
  caller: Caller,
  { study, user }: { readonly study: string; readonly user: string },
): Promise<void> {
  const role = await roleOfMember(ports, study, user);
  const email = (await ports.members.list(study)).find((member) => member.user === user)?.email ?? "";
  const action = caller.id === user ? "member.leave" : "member.remove";
  const note = { actor: caller.id, action, subject: `${role}: ${user}` };
  const write = ports.members.remove(study, user);
  await keepingALead(ports, { study, note, write }, [ports.links.dropOpen(study, email)]);
}

async function roleOfMember(ports: MemberPorts, study: string, user: string): Promise<Role> {
  return found(await ports.members.roleOf(study, user), "member.notFound", user);
}

async function keepingALead(
  { journal, members }: MemberPorts,
  change: { readonly study: string; readonly note: Parameters<Ports["journal"]["commit"]>[1]; readonly write: Write },
  more: readonly Write[] = [],
): Promise<void> {
  try {
    await journal.commit(change.study, change.note, [change.write, members.countLeads(change.study), ...more]);
  } catch (error) {
    if (!(error instanceof StorageConflict && error.table === studyKeepsLead)) throw error;
    throw problem("member.lastLead", "the study would have no lead", { remedy: "make somebody else lead first" });
  }
}

/** Members of a study and open invitations, and whether a second factor is demanded of them, here or by the installation. */
export async function listMembers(ports: MemberPorts, caller: Caller, study: string) {
  const members = await ports.members.list(study);
  const links = await ports.links.listOpen(study, ports.clock.now());
  const invited = links
    .filter((link) => !members.some((member) => member.email === link.email))
    .map(({ name, email, role }) => ({
      user: "",
      name: name ?? "",
      email: email ?? "",
      role: role ?? "viewer",
      invited: true,
      secondFactor: false,
    }));
  const subject = `${members.length + invited.length}`;
  await ports.journal.commit(study, { actor: caller.id, action: "member.list", subject }, []);
  return {
    members: [...members.map((member) => ({ ...member, invited: false })), ...invited],
    demandsSecondFactor: await needsSecondFactor(ports, study),
    secondFactorEverywhere: ports.secondFactorEverywhere,
  };
}

/**
 * Demands a second factor of every member, or no longer. Whoever demands it has one, so that somebody can let others in.
 * Throws `member.factorEverywhere` where the installation demands it: what would have no effect is not taken.
 */
export async function demandSecondFactor(
  ports: MemberPorts,
  caller: Caller & { readonly secondFactor: boolean },
  { study, demanded }: { readonly study: string; readonly demanded: boolean },
): Promise<void> {
  if (demanded && !caller.secondFactor) {
    throw problem("access.secondFactor", "you sign in by password alone yourself", {
      remedy: "set up a second factor for your account first",
    });
  }
  if (!demanded && ports.secondFactorEverywhere) {
    throw problem("member.factorEverywhere", "this installation demands a second factor in every study", {
      remedy: "ask the operator of the server",
    });
  }
  const note = { actor: caller.id, action: "member.secondFactor", subject: demanded ? "demanded" : "not demanded" };
  await ports.journal.commit(study, note, [
    ports.members.countLeads(study),
    ports.members.demandSecondFactor(study, demanded),
  ]);
}
