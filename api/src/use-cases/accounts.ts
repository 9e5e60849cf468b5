import { hashText } from "@diaoyan/instruments";
import { invitationPath, makeOneTimeLink } from "../auth/one-time-link.ts";
import { checkPassword } from "../auth/password-rules.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import type { OneTimeLink } from "../ports/study-store.ts";
import { found, problem } from "../problems.ts";

type AccountPorts = Pick<Ports, "members" | "links" | "accounts" | "journal" | "clock" | "ids" | "studies">;

/** A set-up link for a server without accounts; undefined when there is one already. Earlier set-up links end. */
export async function makeSetUpLink(ports: AccountPorts): Promise<string | undefined> {
  if ((await ports.members.countUsers()) > 0) return undefined;
  const { token, write } = makeOneTimeLink(ports, { study: null, email: null, name: null, role: null });
  await ports.journal.commitUnlogged([ports.links.dropSetUpLinks(), write]);
  return invitationPath(token);
}

/** A link by which the holder of an account gives it another password; undefined where the address has none. */
export async function makeResetLink(ports: AccountPorts, email: string): Promise<string | undefined> {
  if ((await ports.members.findUserByEmail(email)) === undefined) return undefined;
  const { token, write } = makeOneTimeLink(ports, { study: null, email: email.toLowerCase(), name: null, role: null });
  await ports.journal.commitUnlogged([ports.links.dropOpen(null, email.toLowerCase()), write]);
  return invitationPath(token);
}

/** The link of a token, which may still be used. Throws `link.invalid`. */
async function findLink({ links, clock }: Pick<AccountPorts, "links" | "clock">, token: string): Promise<OneTimeLink> {
  const link = await links.find(hashText(token));
  if (link === undefined || link.expiresAt <= clock.now()) {
    throw problem("link.invalid", "the link is unknown or has expired");
  }
  if (link.usedAt !== null) throw problem("link.invalid", "the link was used before");
  return link;
}

/** What a one-time link is for, so that nobody fills in a form in vain; it can be used afterwards. Throws `link.invalid`. */
export async function readOneTimeLink(ports: AccountPorts, token: string) {
  const { study, email, name } = await findLink(ports, token);
  if (study === null) return { use: email === null ? ("setUp" as const) : ("reset" as const), email, name, study };
  const known = await ports.studies.find(study);
  return { use: "join" as const, email, name, study: known?.study.title ?? null };
}

/**
 * Uses a one-time link: makes the account with its password and its membership, or gives it another password. Answers the
 * address to sign in with. Throws `link.invalid`, `password.weak`.
 */
export async function acceptInvitation(
  ports: AccountPorts,
  given: {
    readonly token: string;
    readonly name: string;
    readonly password: string;
    readonly email?: string | undefined;
  },
): Promise<string> {
  const now = ports.clock.now();
  const tokenHash = hashText(given.token);
  const link = await findLink(ports, given.token);
  const email = addressOf(link, given.email);
  checkPassword(given.password, { email, name: given.name });
  if (!(await ports.links.use(tokenHash, now))) throw problem("link.invalid", "the link was used before");
  try {
    const known = link.study === null && link.email !== null ? await ports.members.findUserByEmail(email) : undefined;
    if (known !== undefined) {
      await ports.accounts.reset(known, given.password);
      return email;
    }
    const user = await ports.accounts.create({ email, name: given.name, password: given.password });
    await admit(ports, link, user);
    return email;
  } catch (error) {
    await ports.links.release(tokenHash);
    throw error;
  }
}

function addressOf(link: OneTimeLink, given: string | undefined): string {
  const email = link.email ?? given;
  if (email === undefined) throw problem("link.emailMissing", "email: expected an address with the set-up link");
  return email.toLowerCase();
}

async function admit(ports: AccountPorts, link: OneTimeLink, user: string): Promise<void> {
  if (link.study === null) {
    if (link.email === null && !(await ports.members.isOperator(user)))
      await ports.journal.commitUnlogged([ports.members.addOperator(user)]);
    return;
  }
  if (link.role === null) throw problem("link.invalid", "the link names no role");
  const note = { actor: user, action: "member.join", subject: link.role };
  await ports.journal.commit(link.study, note, [ports.members.add(link.study, user, link.role)]);
}

/** The signed-in person's studies with their roles. */
export async function listMyStudies(ports: AccountPorts, caller: Caller) {
  const mine = await ports.members.studiesOf(caller.id);
  return Promise.all(
    mine.map(async ({ study, role }) => {
      const { study: known } = found(await ports.studies.find(study), "study.notFound", study);
      return { id: known.id, title: known.title, topic: known.topic, simulated: known.simulated, role };
    }),
  );
}
