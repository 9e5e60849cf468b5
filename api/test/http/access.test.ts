import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemBody, type RouteContract, routes } from "../../src/contract/index.ts";
import { anonymous, join, type PersonName, type Session, setUpOperator } from "../people.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { openSmallStudy, smallPack, smallStudy } from "../study.ts";

let server: TestServer;
const sessions = new Map<PersonName | "nobody", Session>();
const otherStudy = "other-study";

beforeAll(async () => {
  server = await startTestServer();
  const lead = await setUpOperator(server);
  sessions.set("nobody", anonymous(server)).set("lead", lead);
  await openSmallStudy(lead.client);
  for (const role of ["researcher", "interviewer", "viewer"] as const) {
    sessions.set(role, await join(server, lead, role, { study: smallStudy, role }));
  }
  const files = { ...smallPack(), "study.yaml": (smallPack()["study.yaml"] ?? "").replace(smallStudy, otherStudy) };
  await lead.client.call(routes.loadPack, { body: { files, simulated: true } });
  sessions.set("outsider", await join(server, lead, "outsider", { study: otherStudy, role: "lead" }));
});
afterAll(() => server.close());

const id = "019a0000-0000-7000-8000-000000000000";
const fill: Readonly<Record<string, string>> = { study: smallStudy, version: "a".repeat(64) };

/** A request to a route with parameters of the right shape that name nothing. */
async function knock(who: PersonName | "nobody", route: RouteContract) {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const shape = route.params?.shape[name];
    return fill[name] ?? (shape?.safeParse(id).success ? id : "nothing");
  });
  const init: RequestInit = { method: route.method.toUpperCase() };
  if (route.bodyMedia ?? route.body) {
    init.headers = { "content-type": route.bodyMedia ?? "application/json" };
    init.body = "{}";
  }
  const session = sessions.get(who);
  if (session === undefined) throw new Error(`${who} is not signed in`);
  const response = await session.fetch(path, init);
  const body = response.ok ? undefined : problemBody.parse(await response.json());
  return { status: response.status, code: body?.code };
}

const all = Object.values(routes) as RouteContract[];
const guarded = all.filter(({ access }) => access.kind !== "public").map((route) => [route.id, route] as const);
const ofStudy = guarded.filter(([, { access }]) => access.kind === "study");

describe("access", () => {
  it.each(guarded)("%s needs a session", async (_, route) => {
    expect(await knock("nobody", route)).toEqual({ status: 401, code: "access.signIn" });
  });

  it.each(ofStudy)("%s does not exist for members of another study", async (_, route) => {
    expect(await knock("outsider", route)).toEqual({ status: 404, code: "study.notFound" });
  });

  it.each(ofStudy)("%s is refused to roles without the right, and to no other", async (_, route) => {
    const roles = route.access.kind === "study" ? route.access.roles : [];
    for (const role of ["researcher", "interviewer", "viewer"] as const) {
      const { code } = await knock(role, route);
      if (roles.includes(role)) expect([role, code]).not.toEqual([role, "access.role"]);
      else expect([role, code]).toEqual([role, "access.role"]);
    }
  });

  it("refuses a write that comes from another site's page", async () => {
    const lead = sessions.get("lead") as Session;
    const cookie = { cookie: "diaoyan.session_token=x", origin: "https://evil.example" };
    const response = await fetch(`${server.url}/api/studies/${smallStudy}/codings/rules`, {
      method: "POST",
      headers: { ...cookie, "content-type": "application/json" },
      body: "{}",
    });
    expect(((await response.json()) as { code: string }).code).toBe("request.foreignOrigin");
    expect((await lead.client.call(routes.getMe, {})).studies).toHaveLength(2);
  });

  it("keeps sign-up closed and the rest of the sign-in library out of reach", async () => {
    for (const path of ["sign-up/email", "list-sessions", "update-user", "delete-user", "reset-password", "ok"]) {
      const response = await fetch(`${server.url}/api/auth/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: server.url },
        body: JSON.stringify({ email: "new@example.org", password: "password-123456", name: "新人" }),
      });
      expect([path, response.status]).toEqual([path, 404]);
      expect(problemBody.parse(await response.json()).code).toBe("route.notFound");
    }
  });

  it("locks an account and address after ten failures, not the address alone", async () => {
    const signIn = (email: string, password: string) =>
      fetch(`${server.url}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: server.url },
        body: JSON.stringify({ email, password }),
      });
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const response = await signIn("viewer@example.org", "wrong-password-1");
      expect(problemBody.parse(await response.json()).code).toBe("auth.refused");
    }
    const locked = await signIn("viewer@example.org", "viewer-password-1");
    expect([locked.status, problemBody.parse(await locked.json()).code]).toEqual([429, "auth.tooManyAttempts"]);
    expect((await signIn("researcher@example.org", "researcher-pass-1")).status).toBe(200);
  });

  it("takes a set-up link or an invitation once", async () => {
    const token = server.setUpLink?.split("#")[1] ?? "";
    const again = await fetch(`${server.url}/api/invitations/accept`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token, name: "又一人", email: "again@example.org", password: "password-123456" }),
    });
    expect(problemBody.parse(await again.json()).code).toBe("link.invalid");
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});
