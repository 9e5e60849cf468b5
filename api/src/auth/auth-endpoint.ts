import { type Problem, problem } from "../problems.ts";
import type { Auth } from "./create-auth.ts";
import { createPasswordGate } from "./password-gate.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

/** The few of better-auth's addresses that are open; everything else of it is not reachable. */
const open: ReadonlySet<string> = new Set([
  "POST /api/auth/sign-in/email",
  "POST /api/auth/sign-out",
  "GET /api/auth/get-session",
  "POST /api/auth/change-password",
]);

const signInPath = "/api/auth/sign-in/email";

/** Answers `/api/auth/*`: sign-in, sign-out, session, change of password; failures leave as problems. */
export function createAuthEndpoint(
  auth: Auth,
  throttle: SignInThrottle,
): (request: Request, address: string) => Promise<Response> {
  const inTurn = createPasswordGate();

  /** Counts and checks in one turn, so that many at once cannot outrun the count. */
  async function signIn(request: Request, address: string): Promise<Response> {
    const email = await readEmail(request.clone());
    return inTurn(async () => {
      await throttle.check(email, address);
      const response = await auth.handler(request);
      if (response.status === 401) await throttle.recordFailure(email, address);
      return response;
    });
  }

  return async (request, address) => {
    const { pathname } = new URL(request.url);
    if (!open.has(`${request.method} ${pathname}`)) throw problem("route.notFound", `no route ${pathname}`);
    const response = await (pathname === signInPath ? signIn(request, address) : auth.handler(request));
    if (response.ok) return response;
    throw await toProblem(response, pathname);
  };
}

async function readEmail(request: Request): Promise<string> {
  const body: unknown = await request.json().catch(() => null);
  const email = (body as { email?: unknown } | null)?.email;
  if (typeof email === "string" && email.length <= 320) return email;
  throw problem("auth.invalid", "email: expected an address and a password in a JSON body");
}

async function toProblem(response: Response, pathname: string): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const message = (body as { message?: unknown } | null)?.message;
  const detail = typeof message === "string" ? message : `signing in answered ${response.status}`;
  if (response.status >= 500) return problem("server.failed", detail);
  if (pathname === signInPath && response.status === 401) {
    return problem("auth.refused", "e-mail or password is wrong", { remedy: "check both and try again" });
  }
  if (response.status === 401) return problem("access.signIn", detail);
  if (response.status === 403) return problem("request.foreignOrigin", detail);
  return problem("auth.invalid", detail);
}
