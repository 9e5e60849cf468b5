import { betterAuth } from "better-auth";
import type { Accounts } from "../ports/accounts.ts";
import type { SqlGateway } from "../storage/gateway.ts";

export interface AuthOptions {
  readonly gateway: SqlGateway;
  /** Signs session cookies; derived from the master key. */
  readonly secret: string;
  /** Origin people reach the server at; without it the origin of each request counts. */
  readonly publicUrl?: string;
}

const day = 86_400;

/** better-auth over the gateway's database: e-mail and password, sessions in the database, sign-up closed. */
export function createAuth({ gateway, secret, publicUrl }: AuthOptions) {
  return betterAuth({
    appName: "diaoyan",
    secret,
    basePath: "/api/auth",
    ...(publicUrl === undefined ? {} : { baseURL: publicUrl }),
    database: { db: gateway.db, type: "sqlite" },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    user: { modelName: "auth_users" },
    session: { modelName: "auth_sessions", expiresIn: 7 * day, updateAge: day },
    account: { modelName: "auth_accounts" },
    verification: { modelName: "auth_verifications" },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: "diaoyan",
      useSecureCookies: publicUrl?.startsWith("https:") ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      database: { validateSchema: false },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** The port over better-auth; accounts are made by one-time links alone, so this goes past its closed sign-up. */
export function createAccounts(auth: Auth): Accounts {
  return {
    create: async ({ email, name, password }) => {
      const { internalAdapter, password: passwords } = await auth.$context;
      const known = await internalAdapter.findUserByEmail(email.toLowerCase(), { includeAccounts: true });
      const userId =
        known?.user.id ??
        (
          await internalAdapter.createUser(
            { email: email.toLowerCase(), name, emailVerified: true },
            { method: "invitation" },
          )
        ).id;
      if (known?.accounts.some((account) => account.providerId === "credential")) return userId;
      const hash = await passwords.hash(password);
      await internalAdapter.linkAccount({ userId, providerId: "credential", accountId: userId, password: hash });
      return userId;
    },
    sessionOf: async (headers) => {
      if (!headers.has("cookie")) return undefined;
      const session = await auth.api.getSession({ headers });
      return session === null ? undefined : { id: session.user.id, name: session.user.name, email: session.user.email };
    },
  };
}
