import type { Accounts } from "../ports/accounts.ts";
import { type Auth, sessionLife } from "./create-auth.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

const ageLimit = sessionLife.whole * 1_000;

/** The port over better-auth; accounts are made by one-time links alone, so this goes past its closed sign-up. */
export function createAccounts(auth: Auth, throttle: Pick<SignInThrottle, "forget">): Accounts {
  async function standing(user: string) {
    const { internalAdapter } = await auth.$context;
    const all = await internalAdapter.listSessions(user);
    return all.filter(({ createdAt, expiresAt }) => stands(createdAt) && expiresAt.getTime() > Date.now());
  }

  async function setPassword(user: string, password: string): Promise<void> {
    const { internalAdapter, password: passwords } = await auth.$context;
    const hash = await passwords.hash(password);
    const known = await internalAdapter.findCredentialAccount(user);
    if (known) await internalAdapter.updateAccount(known.id, { password: hash });
    else
      await internalAdapter.linkAccount({
        userId: user,
        providerId: "credential",
        accountId: user,
        password: hash,
      });
  }

  return {
    create: async ({ email, name, password }) => {
      const { internalAdapter } = await auth.$context;
      const known = await internalAdapter.findUserByEmail(email.toLowerCase(), { includeAccounts: true });
      const user =
        known?.user.id ??
        (
          await internalAdapter.createUser(
            { email: email.toLowerCase(), name, emailVerified: true },
            { method: "invitation" },
          )
        ).id;
      if (!known?.accounts.some((account) => account.providerId === "credential")) await setPassword(user, password);
      return user;
    },
    reset: async (user, password) => {
      const { adapter, internalAdapter } = await auth.$context;
      await internalAdapter.deleteUserSessions(user);
      await setPassword(user, password);
      await adapter.deleteMany({ model: "twoFactor", where: [{ field: "userId", value: user }] });
      const { email } = await internalAdapter.updateUser(user, { twoFactorEnabled: false });
      await throttle.forget(email);
    },
    sessionOf: async (headers) => {
      if (!headers.has("cookie")) return undefined;
      // use prolongs a session; on a disk that is full it is read nevertheless
      const found = await auth.api
        .getSession({ headers })
        .catch(() => auth.api.getSession({ headers, query: { disableRefresh: true } }));
      if (found === null || !stands(found.session.createdAt)) return undefined;
      const { id, name, email, twoFactorEnabled } = found.user;
      return { id, name, email, secondFactor: twoFactorEnabled === true, session: found.session.id };
    },
    sessionsOf: async (user) => {
      const all = await standing(user);
      return all
        .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
        .map(({ id, createdAt, updatedAt, userAgent }) => ({
          id,
          since: createdAt.toISOString(),
          lastSeen: updatedAt.toISOString(),
          browser: userAgent ?? "",
        }));
    },
    recoveryCodesOf: async (user) => (await auth.api.viewBackupCodes({ body: { userId: user } })).backupCodes.length,
    endSessions: async (user, sessions) => {
      const { internalAdapter } = await auth.$context;
      const tokens = (await standing(user)).filter(({ id }) => sessions.includes(id)).map(({ token }) => token);
      if (tokens.length > 0) await internalAdapter.deleteSessions(tokens);
    },
  };
}

/** Use prolongs a session, but not for ever. */
function stands(createdAt: Date): boolean {
  return Date.now() - createdAt.getTime() < ageLimit;
}
