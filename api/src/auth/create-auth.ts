import { betterAuth } from "better-auth";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { SqlGateway } from "../storage/gateway.ts";
import { passwordLength } from "./password-rules.ts";
import { makeRecoveryCodes } from "./recovery-codes.ts";

export interface AuthOptions {
  readonly gateway: SqlGateway;
  /** Signs session cookies and seals second factors; derived from the master key. */
  readonly secret: string;
  /** Origin people reach the server at; without it the origin of each request counts. */
  readonly publicUrl?: string;
}

const hour = 3_600;

/** Seconds a session lives without use, and in all. */
export const sessionLife = { idle: 48 * hour, whole: 7 * 24 * hour } as const;

/** better-auth over the gateway's database: password and second factor, sessions in the database, sign-up closed. */
export function createAuth({ gateway, secret, publicUrl }: AuthOptions) {
  return betterAuth({
    appName: "Diaoyan 调研",
    secret,
    basePath: "/api/auth",
    ...(publicUrl === undefined ? {} : { baseURL: publicUrl }),
    database: { db: gateway.db, type: "sqlite" },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
    },
    user: { modelName: "auth_users" },
    session: { modelName: "auth_sessions", expiresIn: sessionLife.idle, updateAge: hour / 4 },
    account: { modelName: "auth_accounts" },
    verification: { modelName: "auth_verifications" },
    plugins: [
      twoFactor({
        twoFactorTable: "auth_two_factors",
        backupCodeOptions: { customBackupCodesGenerate: makeRecoveryCodes },
      }),
    ],
    rateLimit: { enabled: false },
    // what the database refuses reaches our own handler of problems, with its cause
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: "diaoyan",
      useSecureCookies: publicUrl?.startsWith("https:") ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      database: { validateSchema: false },
      ipAddress: { disableIpTracking: true },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
