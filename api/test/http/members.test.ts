import { beforeEach, describe, expect, it } from "vitest";
import { type CallInput, routes } from "../../src/contract/index.ts";
import { makeResetLink } from "../../src/use-cases/accounts.ts";
import { openStudyServer } from "../open-study-server.ts";
import { anonymous, join, type PersonName, people, type Session, signIn } from "../people.ts";
import { codeOf } from "../problem-of.ts";
import { smallStudy } from "../study.ts";
import { writeRow } from "../write-row.ts";

const { server, lead } = await openStudyServer();
const params = { study: smallStudy };

const idOf = async ({ client }: Session): Promise<string> => (await client.call(routes.getMe, {})).user.id;
const remove = (by: Session, user: string) => by.client.call(routes.removeMember, { params: { ...params, user } });
const give = (by: Session, user: string, role: "lead" | "researcher" | "viewer") =>
  by.client.call(routes.changeMemberRole, { params: { ...params, user }, body: { role } });
const invite = (body: CallInput<typeof routes.inviteMember>["body"]) =>
  lead.client.call(routes.inviteMember, { params, body });
const accept = (link: string, name: string, password: string) =>
  anonymous(server).client.call(routes.acceptInvitation, {
    body: { token: link.split("#")[1] ?? "", name, password },
  });
const members = async () => (await lead.client.call(routes.listMembers, { params })).members;

describe("members come and go", () => {
  let other: Session;
  beforeEach(async () => {
    const who: PersonName = "researcher";
    const known = (await members()).find(({ email }) => email === people[who].email);
    if (known === undefined) other = await comeBack(who);
    else await give(lead, known.user, "researcher");
  });

  async function comeBack(who: PersonName): Promise<Session> {
    const { email, name } = people[who];
    const { link } = await invite({ email, name, role: "researcher" });
    if (!link.endsWith("/sign-in")) await accept(link, name, people[who].password);
    return signIn(server, people[who]);
  }

  it("B3 a member who is removed is shut out at once, in every browser, and may be invited again", async () => {
    const second = await signIn(server, people.researcher);
    const user = await idOf(other);
    await remove(lead, user);
    for (const session of [other, second]) {
      expect(await codeOf(session.client.call(routes.getStudy, { params }))).toBe("study.notFound");
      expect((await session.client.call(routes.getMe, {})).studies).toEqual([]);
    }
    expect(await codeOf(remove(lead, user))).toBe("member.notFound");
    other = await comeBack("researcher");
    expect((await other.client.call(routes.getStudy, { params })).role).toBe("researcher");
  });

  it("B3 another role counts from the next request on, and nobody raises himself", async () => {
    const user = await idOf(other);
    expect(await codeOf(give(other, user, "lead"))).toBe("access.role");
    await give(lead, user, "viewer");
    expect(await codeOf(other.client.call(routes.listResponses, { params, query: {} }))).toBe("access.role");
    expect(await codeOf(invite({ email: people.researcher.email, name: "王研究", role: "lead" }))).toBe(
      "member.exists",
    );
  });

  it("the last lead can neither leave, nor be removed, nor be made something else", async () => {
    const me = await idOf(lead);
    const { client } = lead;
    expect(await codeOf(client.call(routes.leaveStudy, { params }))).toBe("member.lastLead");
    expect(await codeOf(remove(lead, me))).toBe("member.lastLead");
    expect(await codeOf(give(lead, me, "viewer"))).toBe("member.lastLead");
    expect((await client.call(routes.getStudy, { params })).role).toBe("lead");
    await other.client.call(routes.leaveStudy, { params });
    expect((await members()).map(({ role }) => role)).toEqual(["lead"]);
  });

  it("of two leads who remove, demote or leave each other at once, one stays", async () => {
    const [mine, theirs] = [await idOf(lead), await idOf(other)];
    const acts = [
      () => [remove(lead, theirs), remove(other, mine)],
      () => [give(lead, theirs, "viewer"), give(other, mine, "viewer")],
      () => [lead.client.call(routes.leaveStudy, { params }), other.client.call(routes.leaveStudy, { params })],
    ];
    for (const act of acts) {
      await give(lead, theirs, "lead");
      const outcomes = await Promise.allSettled(act());
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const roles = await server.services.ports.members.list(smallStudy);
      expect(roles.filter(({ role }) => role === "lead")).toHaveLength(1);
      await writeRow(server.dataFolder, `insert or replace into members values ('${smallStudy}', '${mine}', 'lead')`);
      await writeRow(
        server.dataFolder,
        `insert or replace into members values ('${smallStudy}', '${theirs}', 'viewer')`,
      );
    }
  });
});

describe("links to become a member", () => {
  it("B3 a newer link, a withdrawal and a removal end the links given before", async () => {
    const person = { email: "late@example.org", name: "周后来" };
    const first = await invite({ ...person, role: "lead" });
    const second = await invite({ ...person, role: "viewer" });
    expect(await codeOf(accept(first.link, person.name, "harbour 9 velvet"))).toBe("link.invalid");
    await lead.client.call(routes.withdrawMemberInvitation, { params, body: { email: person.email } });
    expect(await codeOf(accept(second.link, person.name, "harbour 9 velvet"))).toBe("link.invalid");
    const again = lead.client.call(routes.withdrawMemberInvitation, { params, body: { email: person.email } });
    expect(await codeOf(again)).toBe("member.notFound");
    const third = await invite({ ...person, role: "viewer" });
    expect(await accept(third.link, person.name, "harbour 9 velvet")).toEqual({ email: person.email });
    expect(await codeOf(accept(third.link, person.name, "harbour 9 velvet"))).toBe("link.invalid");
  });

  it("says what a link is for to whoever holds it, and nothing once it is used or of no use", async () => {
    const look = (link: string) =>
      anonymous(server).client.call(routes.readOneTimeLink, { body: { token: link.split("#")[1] ?? "" } });
    const person = { email: "look@example.org", name: "郑先看" };
    const { link } = await invite({ ...person, role: "viewer" });
    const title = { zh: "小课题（模拟数据）", en: "Small study" };
    for (let times = 0; times < 2; times += 1)
      expect(await look(link)).toEqual({ ...person, use: "join", study: title });
    await accept(link, person.name, "harbour 9 velvet");
    expect(await codeOf(look(link))).toBe("link.invalid");
    const reset = (await makeResetLink(server.services.ports, person.email)) ?? "";
    expect(await look(reset)).toEqual({ use: "reset", email: person.email, name: null, study: null });
  });

  it("an expired link opens nothing", async () => {
    const { link } = await invite({ email: "slow@example.org", name: "吴迟", role: "viewer" });
    await writeRow(server.dataFolder, "update one_time_links set expires_at = '2020-01-01' where used_at is null");
    expect(await codeOf(accept(link, "吴迟", "harbour 9 velvet"))).toBe("link.invalid");
  });

  it("a password that is guessed first is refused and leaves the link usable", async () => {
    const { link } = await invite({ email: "xm@example.org", name: "王小明", role: "viewer" });
    for (const password of ["short", "wangxiaoming88", "woaini1314520", "admin@123456", "x".repeat(201)]) {
      expect(await codeOf(accept(link, "王小明", password))).toBe("password.weak");
    }
    expect(await accept(link, "王小明", "harbour 9 velvet")).toEqual({ email: "xm@example.org" });
  });

  it("what became of members stands in the audit log", async () => {
    const { entries } = await lead.client.call(routes.listAudit, { params, query: { limit: 500 } });
    const actions = new Set(entries.map(({ action }) => action));
    const query = { about: "member", actor: await idOf(lead), limit: 500 };
    const narrowed = (await lead.client.call(routes.listAudit, { params, query })).entries;
    expect(narrowed).toEqual(
      entries.filter(({ action, actor }) => action.startsWith("member.") && actor === query.actor),
    );
    for (const one of ["invite", "withdraw", "join", "role", "remove", "leave"])
      expect(actions).toContain(`member.${one}`);
  });
});

describe("sessions of one's own", () => {
  it("are kept by the browser for the seven days they may live, out of reach of scripts and other sites", async () => {
    const response = await anonymous(server).fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: people.operator.email, password: people.operator.password }),
    });
    const [cookie = ""] = response.headers.getSetCookie();
    expect(cookie.split("; ").slice(1)).toEqual(["Max-Age=604800", "Path=/", "HttpOnly", "SameSite=Lax"]);
  });

  it("are listed without address, and end one by one or all but this", async () => {
    const here = await join(server, lead, "viewer", { study: smallStudy, role: "viewer" });
    const [there, elsewhere] = [await signIn(server, people.viewer), await signIn(server, people.viewer)];
    const { sessions } = await here.client.call(routes.listMySessions, {});
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, false, true]);
    expect(JSON.stringify(sessions)).not.toMatch(/127\.0\.0\.1|token/);
    // somebody else's session is none of one's own
    const mine = (await lead.client.call(routes.listMySessions, {})).sessions[0]?.id ?? "";
    await here.client.call(routes.endMySessions, { body: { session: mine } });
    await lead.client.call(routes.getMe, {});
    const oldest = (await there.client.call(routes.listMySessions, {})).sessions.find(({ current }) => current);
    await here.client.call(routes.endMySessions, { body: { session: oldest?.id ?? "" } });
    expect(await codeOf(there.client.call(routes.getMe, {}))).toBe("access.signIn");
    await elsewhere.client.call(routes.getMe, {});
    await here.client.call(routes.endMySessions, { body: { session: "others" } });
    expect(await codeOf(elsewhere.client.call(routes.getMe, {}))).toBe("access.signIn");
    await here.client.call(routes.getMe, {});
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});
