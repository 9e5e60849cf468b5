import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CapabilityName,
  capabilities,
  problemBody,
  type RouteContract,
  routes,
} from "../../src/contract/index.ts";
import { type AttackSite, openAttackSite } from "../attacks/attack-site.ts";
import { anonymous, join, people, type Session, signIn } from "../people.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { smallPack, smallStudy } from "../study.ts";
import { writeRow } from "../write-row.ts";

let server: TestServer;
let site: AttackSite;
const otherStudy = "other-study";

/** Everybody who may knock: by role, of another study, without a session or with one that has ended, and with a respondent's token. */
const strangers = ["nobody", "signed out", "ended elsewhere", "too old", "an invitation as a session"] as const;
const outsiders = ["outsider", "removed"] as const;
const roles = ["researcher", "interviewer", "viewer"] as const;
type Knocker = (typeof strangers)[number] | (typeof outsiders)[number] | (typeof roles)[number];
const sessions = new Map<Knocker, Session>();

beforeAll(async () => {
  server = await startTestServer();
  site = await openAttackSite(server);
  const { lead } = site;
  sessions.set("nobody", anonymous(server));
  for (const role of roles) sessions.set(role, await join(server, lead, role, { study: smallStudy, role }));
  const files = { ...smallPack(), "study.yaml": (smallPack()["study.yaml"] ?? "").replace(smallStudy, otherStudy) };
  await lead.client.call(routes.loadPack, { body: { files, simulated: true } });
  sessions.set("outsider", await join(server, lead, "outsider", { study: otherStudy, role: "lead" }));
  await leaveBehind(lead);
  const collector = await site.open({ invitedOnly: true });
  const [{ token } = { token: "" }] = await site.invite(collector, "王芳");
  sessions.set("an invitation as a session", bearing(token));
});
afterAll(() => server.close());

/** One lead of the study more, whose sessions end in every way and who is removed last of all. */
async function leaveBehind(lead: Session): Promise<void> {
  const first = await join(server, lead, "lead", { study: smallStudy, role: "lead" });
  const [out, old, removed] = [
    await signIn(server, people.lead),
    await signIn(server, people.lead),
    await signIn(server, people.lead),
  ];
  await out.fetch("/api/auth/sign-out", { method: "POST" });
  const { sessions: all } = await removed.client.call(routes.listMySessions, {});
  const [current, aged, ended] = all;
  expect([all.length, current?.current]).toEqual([3, true]);
  await removed.client.call(routes.endMySessions, { body: { session: ended?.id ?? "" } });
  await writeRow(
    server.dataFolder,
    `update auth_sessions set createdAt = '2020-01-01T00:00:00.000Z' where id = '${aged?.id}'`,
  );
  const { user } = await removed.client.call(routes.getMe, {});
  await lead.client.call(routes.removeMember, { params: { study: smallStudy, user: user.id } });
  sessions.set("ended elsewhere", first).set("signed out", out).set("too old", old).set("removed", removed);
}

/** A respondent's token in every place where a session might be looked for. */
function bearing(token: string): Session {
  const headers = { authorization: `Bearer ${token}`, cookie: `diaoyan.session_token=${token}`, "x-api-key": token };
  const { client, fetch: plain } = anonymous(server);
  return {
    client,
    fetch: (input, init) => plain(input, { ...init, headers: { ...headers, ...(init?.headers as object) } }),
  };
}

const id = "019a0000-0000-7000-8000-000000000000";
const fill: Readonly<Record<string, string>> = { study: smallStudy, version: "a".repeat(64) };

/** A request to a route with parameters of the right shape that name nothing. */
async function knock(who: Knocker, route: RouteContract) {
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
  const code = response.ok ? "ok" : problemBody.parse(await response.json()).code;
  return [who, code];
}

const all = Object.values(routes) as RouteContract[];
const guarded = all.filter(({ access }) => access.kind !== "public").map((route) => [route.id, route] as const);
const ofStudy = guarded.flatMap(([name, route]) => {
  const { access } = route;
  // whoever may leave a study would be gone for the rest of the table
  return access.kind === "study" && name !== "leaveStudy"
    ? [[name, access.capability, route, access.roles] as const]
    : [];
});

describe("access", () => {
  it.each(guarded)("%s needs a session that stands", async (_, route) => {
    for (const who of strangers) expect(await knock(who, route)).toEqual([who, "access.signIn"]);
  });

  it.each(ofStudy)(
    "B1 %s (%s) does not exist for members of another study and for those removed",
    async (_, _c, route) => {
      for (const who of outsiders) expect(await knock(who, route)).toEqual([who, "study.notFound"]);
    },
  );

  it.each(ofStudy)(
    "B2 %s (%s) is refused to roles without the right, and to no other",
    async (_, _c, route, allowed) => {
      for (const role of roles) {
        if (allowed.includes(role)) expect(await knock(role, route)).not.toEqual([role, "access.role"]);
        else expect(await knock(role, route)).toEqual([role, "access.role"]);
      }
    },
  );

  it("every right of the table is some route's, and a role that ranks higher has every right of the lower", () => {
    const used = new Set(ofStudy.map(([, capability]) => capability));
    expect(Object.keys(capabilities).filter((name) => !used.has(name as CapabilityName))).toEqual([]);
    const ranks = ["lead", "researcher", "interviewer", "viewer"];
    for (const [name, { roles: allowed }] of Object.entries(capabilities)) {
      expect([name, allowed]).toEqual([name, ranks.slice(0, allowed.length)]);
    }
  });

  it("refuses a write that comes from another site's page", async () => {
    const { lead } = site;
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
        body: JSON.stringify({ email: "new@example.org", password: "a rare phrase 77", name: "新人" }),
      });
      expect([path, response.status]).toEqual([path, 404]);
      expect(problemBody.parse(await response.json()).code).toBe("route.notFound");
    }
  });

  it("B8 a fresh server has no account, and its set-up link works once", async () => {
    const token = server.setUpLink?.split("#")[1] ?? "";
    const again = await fetch(`${server.url}/api/invitations/accept`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token, name: "又一人", email: "again@example.org", password: "a rare phrase 77" }),
    });
    expect(problemBody.parse(await again.json()).code).toBe("link.invalid");
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});
