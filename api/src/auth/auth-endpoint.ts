import { checkMedia, parseJson, readBody } from "../http/read-body.ts";
import type { Account, Accounts } from "../ports/accounts.ts";
import { type Problem, problem } from "../problems.ts";
import { type Auth, sessionLife } from "./create-auth.ts";
import type { KnownDevices } from "./known-device.ts";
import { createPasswordGate } from "./password-gate.ts";
import { checkPassword } from "./password-rules.ts";
import { readRecoveryCode } from "./recovery-codes.ts";
import type { Attempt, SignInThrottle } from "./sign-in-throttle.ts";
import type { UsedCodes } from "./used-codes.ts";

/** One of the library's addresses that are open. */
interface Open {
  /** The body holds a password (`field`): it is checked in turn, and failures count as failed sign-ins. */
  readonly password?: "password" | "currentPassword";
  /** Members of the body that reach the library, and of its answer that reach the caller; nothing else does. */
  readonly takes: readonly string[];
  readonly answers: readonly string[];
}

/** The few of better-auth's addresses that are open; everything else of it is not reachable. */
const open: Readonly<Record<string, Open>> = {
  "sign-in/email": { password: "password", takes: ["email", "password"], answers: ["twoFactorRedirect"] },
  "sign-out": { takes: [], answers: [] },
  "change-password": { password: "currentPassword", takes: ["currentPassword", "newPassword"], answers: [] },
  "two-factor/enable": { password: "password", takes: ["password"], answers: ["totpURI", "backupCodes"] },
  "two-factor/disable": { password: "password", takes: ["password"], answers: [] },
  "two-factor/generate-backup-codes": { password: "password", takes: ["password"], answers: ["backupCodes"] },
  "two-factor/verify-totp": { takes: ["code"], answers: [] },
  "two-factor/verify-backup-code": { takes: ["code"], answers: [] },
};

const prefix = "/api/auth/";

interface AuthParts {
  readonly auth: Auth;
  readonly accounts: Accounts;
  readonly throttle: SignInThrottle;
  readonly devices: KnownDevices;
  readonly usedCodes: UsedCodes;
}

/**
 * Answers `/api/auth/*`: sign-in with password and second factor, sign-out, change of password; failures leave as
 * problems. A new password or a new second factor ends the sessions in all other browsers.
 */
export function createAuthEndpoint({
  auth,
  accounts,
  throttle,
  devices,
  usedCodes,
}: AuthParts): (request: Request, address: string) => Promise<Response> {
  const inTurn = createPasswordGate();

  /** Counts and checks in one turn, so that many at once cannot outrun the count. */
  function withPassword(attempt: Attempt, ask: () => Promise<Response>): Promise<Response> {
    return inTurn({ address: attempt.address, known: attempt.device !== undefined }, async () => {
      await throttle.check(attempt);
      const response = await ask();
      if (await isWrongPassword(response)) await throttle.recordFailure(attempt);
      return response;
    });
  }

  /** A code that was used before ends the session it has just opened, which nobody has been told of yet. */
  async function useCode(response: Response, caller: Account | undefined, code: string): Promise<void> {
    if (caller?.secondFactor === true) return;
    const { token = "", user } = (await response.clone().json()) as { token?: string; user?: { id?: string } };
    const first = await usedCodes.claim(user?.id ?? "", code);
    if (first || caller !== undefined) return;
    await (await auth.$context).internalAdapter.deleteSession(token);
    throw wrongCode();
  }

  return async (request, address) => {
    const name = new URL(request.url).pathname.slice(prefix.length);
    const route = request.method === "POST" && Object.hasOwn(open, name) ? open[name] : undefined;
    if (route === undefined) throw problem("route.notFound", `no route ${prefix}${name}`);
    const given = await readTexts(request, route);
    const caller = name === "sign-in/email" ? undefined : await accounts.sessionOf(request.headers);
    const email = caller?.email ?? given["email"];
    if (route.password !== undefined && email === undefined) {
      throw problem("access.signIn", "this needs a session", { remedy: "sign in and try again" });
    }
    const body = completeBody(name, given);
    if (caller !== undefined && given["newPassword"] !== undefined) checkPassword(given["newPassword"], caller);
    const before = caller === undefined ? [] : (await accounts.sessionsOf(caller.id)).map(({ id }) => id);
    const ask = () => auth.handler(withBody(request, body));
    const device = caller?.session ?? devices.find(request.headers, email ?? "");
    const attempt = { email: email ?? "", address, device };
    const response = await (route.password === undefined ? ask() : withPassword(attempt, ask));
    if (!response.ok) throw await toProblem(response, name);
    const remembered = name === "sign-in/email" ? [devices.remember(attempt.email)] : [];
    if (name === "two-factor/verify-totp") {
      await useCode(response, caller, given["code"] ?? "");
      if (caller?.secondFactor === false) await accounts.endSessions(caller.id, before);
    }
    return withPart(response, route.answers, remembered);
  };
}

/** Bytes of the longest body: every text at its longest, each character escaped. */
const bodyLimit = 8 * 1024;

/** The members of a JSON body that a route takes; all are texts. Whoever is not signed in yet sends no more than these. */
async function readTexts(request: Request, { takes }: Open): Promise<Readonly<Record<string, string>>> {
  if (takes.length === 0) return {};
  checkMedia(request.headers, "application/json");
  const body = parseJson(await readBody(request, bodyLimit));
  const read = takes.map((name) => [name, (body as Record<string, unknown> | null)?.[name]] as const);
  if (read.every((pair): pair is readonly [string, string] => typeof pair[1] === "string" && pair[1].length <= 320)) {
    return Object.fromEntries(read);
  }
  throw problem("auth.invalid", `body: expected JSON with ${takes.join(" and ")} as texts of at most 320 characters`);
}

/** What the library is given beyond what was typed, or instead of it. */
function completeBody(name: string, given: Readonly<Record<string, string>>): object {
  if (name === "change-password") return { ...given, revokeOtherSessions: true };
  if (name === "two-factor/verify-backup-code") return { code: readRecoveryCode(given["code"] ?? "") };
  return given;
}

function withBody(request: Request, body: object): Request {
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  headers.set("content-type", "application/json");
  return new Request(request.url, { method: "POST", headers, body: JSON.stringify(body) });
}

/** The library's answer with the cookies it sets, without tokens and what else it tells of the account. */
async function withPart(response: Response, names: readonly string[], cookies: readonly string[]): Promise<Response> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const headers = new Headers({ "content-type": "application/json" });
  for (const cookie of response.headers.getSetCookie()) headers.append("set-cookie", keepWhole(cookie));
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  const part = Object.fromEntries(names.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])));
  return new Response(JSON.stringify(part), { headers });
}

/** The browser keeps a session as long as it may live at most: use prolongs it in the database, where idleness ends it. */
function keepWhole(cookie: string): string {
  return cookie.includes("session_token=")
    ? cookie.replace(/Max-Age=[1-9]\d*/, `Max-Age=${sessionLife.whole}`)
    : cookie;
}

async function isWrongPassword(response: Response): Promise<boolean> {
  if (response.status === 401) return true;
  return response.status === 400 && (await readError(response.clone())).code === "INVALID_PASSWORD";
}

async function readError(response: Response): Promise<{ readonly code?: string; readonly message?: string }> {
  return ((await response.json().catch(() => null)) ?? {}) as { code?: string; message?: string };
}

const wrongCode = (): Problem =>
  problem("auth.secondFactor", "code: it is wrong or was used before", {
    remedy:
      "take the next code that is shown, after signing in again where that is asked for; check the clock of the phone",
  });

const wrongRecoveryCode = (): Problem =>
  problem("auth.recoveryCode", "code: it is no recovery code of this account, or was used before", {
    remedy: "compare it with the list that was given, and take the next one where this one was used",
  });

async function toProblem(response: Response, name: string): Promise<Problem> {
  const { code, message } = await readError(response);
  const { status } = response;
  const detail = message ?? `signing in answered ${status}`;
  if (status >= 500) return problem("server.failed", detail);
  if (status === 429) {
    return problem("auth.tooManyAttempts", "too many wrong codes in the last 15 minutes", {
      remedy: "wait a quarter of an hour, or sign in with a recovery code afterwards",
    });
  }
  if (code === "INVALID_PASSWORD") return problem("auth.refused", "password: it is wrong", { remedy: "check it" });
  if (status === 401 && name === "sign-in/email") {
    return problem("auth.refused", "e-mail or password is wrong", { remedy: "check both and try again" });
  }
  if (name.startsWith("two-factor/verify") && (status === 401 || status === 400)) {
    if (code === "INVALID_CODE") return wrongCode();
    if (code === "INVALID_BACKUP_CODE") return wrongRecoveryCode();
    return problem("auth.secondFactor", "this sign-in has ended", { remedy: "sign in again with your password" });
  }
  if (status === 401) return problem("access.signIn", detail);
  if (status === 403) return problem("request.foreignOrigin", detail);
  return problem("auth.invalid", detail);
}
