import { expect, it } from "vitest";
import { problemBody, routes } from "../../src/contract/index.ts";
import { makeResetLink } from "../../src/use-cases/accounts.ts";
import { openStudyServer } from "../open-study-server.ts";
import { anonymous, join, people, type Session, setUpOperator, signIn } from "../people.ts";
import { codeOf } from "../problem-of.ts";
import { startTestServer } from "../start-test-server.ts";
import { smallPack, smallStudy } from "../study.ts";
import { totpOf } from "../totp.ts";

const { server, lead } = await openStudyServer();
const other = await join(server, lead, "researcher", { study: smallStudy, role: "researcher" });
const params = { study: smallStudy };
const { operator, researcher } = people;

/** Asks an address of the sign-in; what it answers, or the code of its problem. */
async function ask(session: Session, path: string, body: object): Promise<Record<string, unknown> | string> {
  const response = await session.fetch(`/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  return response.ok ? (answer as Record<string, unknown>) : problemBody.parse(answer).code;
}

const me = (session: Session) => session.client.call(routes.getMe, {});
const wrongOf = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

async function enable(session: Session, password: string) {
  const { totpURI, backupCodes } = (await ask(session, "two-factor/enable", { password })) as {
    totpURI: string;
    backupCodes: string[];
  };
  expect(await ask(session, "two-factor/verify-totp", { code: totpOf(totpURI) })).toEqual({});
  return { totpURI, backupCodes };
}

let uri: string;
let recovery: readonly string[];
const used: string[] = [];

/** A code of the operator that is taken now and for a second more, and was not used yet. */
async function unusedCode(): Promise<string> {
  // the code before the present one is taken until the half minute ends
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 1_000) await new Promise((resolve) => setTimeout(resolve, left));
  const codes = [0, 30_000, -30_000].map((away) => totpOf(uri, Date.now() + away));
  const code = codes.find((one) => !used.includes(one)) ?? "";
  used.push(code);
  return code;
}

it("a second factor is set up with the password and a first code, and ends the sessions elsewhere", async () => {
  const elsewhere = await signIn(server, operator);
  expect(await ask(lead, "two-factor/enable", { password: "a-wrong-password" })).toBe("auth.refused");
  const made = (await ask(lead, "two-factor/enable", { password: operator.password })) as Record<string, unknown>;
  expect(Object.keys(made).sort()).toEqual(["backupCodes", "totpURI"]);
  uri = String(made["totpURI"]);
  recovery = made["backupCodes"] as string[];
  expect([uri.startsWith("otpauth://totp/"), new Set(recovery).size]).toEqual([true, 10]);
  expect(await ask(lead, "two-factor/verify-totp", { code: wrongOf(totpOf(uri)) })).toBe("auth.secondFactor");
  expect((await me(lead)).user.secondFactor).toBe(false);
  expect(await ask(lead, "two-factor/verify-totp", { code: await unusedCode() })).toEqual({});
  expect((await me(lead)).user.secondFactor).toBe(true);
  expect(await codeOf(me(elsewhere))).toBe("access.signIn");
});

it("the password alone opens nothing then; the code does, and a recovery code once", async () => {
  const half = await signIn(server, operator);
  expect(await codeOf(me(half))).toBe("access.signIn");
  expect(await ask(half, "two-factor/enable", { password: operator.password })).toBe("access.signIn");
  expect(await ask(half, "two-factor/verify-totp", { code: wrongOf(totpOf(uri)) })).toBe("auth.secondFactor");
  expect(await ask(half, "two-factor/verify-totp", { code: await unusedCode() })).toEqual({});
  expect((await me(half)).user.secondFactor).toBe(true);
  expect(await ask(half, "two-factor/verify-totp", { code: totpOf(uri), trustDevice: true })).toEqual({});
  const byPaper = await signIn(server, operator);
  const code = recovery[0] ?? "";
  // written by hand and typed again: no letters that look alike, in whatever case
  expect(recovery.join("")).toMatch(/^[0-9A-HJKMNP-TV-Z-]+$/);
  expect(await ask(byPaper, "two-factor/verify-backup-code", { code: code.toLowerCase().replace("-", " ") })).toEqual(
    {},
  );
  expect((await me(byPaper)).user.email).toBe(operator.email);
  const again = await signIn(server, operator);
  expect(await ask(again, "two-factor/verify-backup-code", { code })).toBe("auth.recoveryCode");
  expect((await byPaper.client.call(routes.listMySessions, {})).recoveryCodes).toBe(9);
  const pair = await Promise.all([signIn(server, operator), signIn(server, operator)]);
  const said = await Promise.all(
    pair.map((one) => ask(one, "two-factor/verify-backup-code", { code: recovery[1] ?? "" })),
  );
  expect(said.filter((answer) => typeof answer === "object")).toHaveLength(1);
  expect(await codeOf(me(again))).toBe("access.signIn");
  expect(await ask(anonymous(server), "two-factor/verify-totp", { code: totpOf(uri) })).toBe("auth.secondFactor");
});

it("B3 a code opens one sign-in: seen over a shoulder it opens nothing, and of two at once one", async () => {
  const standing = (await lead.client.call(routes.listMySessions, {})).sessions.length;
  for (const code of used) {
    const seen = await signIn(server, operator);
    expect(await ask(seen, "two-factor/verify-totp", { code })).toBe("auth.secondFactor");
    expect(await codeOf(me(seen))).toBe("access.signIn");
  }
  const both = await Promise.all([signIn(server, operator), signIn(server, operator)]);
  const code = await unusedCode();
  const said = await Promise.all(both.map((one) => ask(one, "two-factor/verify-totp", { code })));
  expect(said.filter((answer) => typeof answer === "object")).toHaveLength(1);
  expect((await lead.client.call(routes.listMySessions, {})).sessions).toHaveLength(standing + 1);
});

it("B3 codes cannot be guessed: a sign-in takes few, and the account locks for a while, for the guesser's codes alone", async () => {
  const target = { email: "guessed@example.org", name: "被猜", password: "harbour 9 velvet" };
  const body = { email: target.email, name: target.name, role: "viewer" as const };
  const { link } = await lead.client.call(routes.inviteMember, { params, body });
  const token = link.split("#")[1] ?? "";
  await anonymous(server).client.call(routes.acceptInvitation, {
    body: { token, name: target.name, password: target.password },
  });
  const holder = await signIn(server, target);
  const { totpURI } = await enable(holder, target.password);
  const seen: unknown[] = [];
  for (let round = 0; round < 2; round += 1) {
    const guesser = await signIn(server, target);
    for (let at = 0; at < 6; at += 1) {
      seen.push(await ask(guesser, "two-factor/verify-totp", { code: wrongOf(totpOf(totpURI)) }));
    }
    // the sixth ended the sign-in: not even the right code is taken any more
    expect(await ask(guesser, "two-factor/verify-totp", { code: totpOf(totpURI) })).not.toEqual({});
  }
  expect(new Set(seen)).toEqual(new Set(["auth.secondFactor", "auth.tooManyAttempts"]));
  expect((await me(holder)).user.email).toBe(target.email);
});

it("a lead who has one may demand it of the study: the others are told, and let in when they have one", async () => {
  const demand = (session: Session, demanded: boolean) =>
    session.client.call(routes.demandSecondFactor, { params, body: { demanded } });
  expect(await codeOf(demand(other, true))).toBe("access.role");
  await demand(lead, true);
  expect(await codeOf(other.client.call(routes.getStudy, { params }))).toBe("access.secondFactor");
  expect((await me(other)).studies).toHaveLength(1);
  const bringing = other.client.call(routes.loadPack, { body: { files: smallPack(), simulated: true } });
  expect(await codeOf(bringing)).toBe("access.secondFactor");
  const { members, ...demands } = await lead.client.call(routes.listMembers, { params });
  expect(demands).toEqual({ demandsSecondFactor: true, secondFactorEverywhere: false });
  expect(members.find(({ email }) => email === researcher.email)?.secondFactor).toBe(false);
  await enable(other, researcher.password);
  expect((await other.client.call(routes.getStudy, { params })).role).toBe("researcher");
  expect(await ask(other, "two-factor/disable", { password: "a-wrong-password" })).toBe("auth.refused");
  expect(await ask(other, "two-factor/disable", { password: researcher.password })).toEqual({});
  expect(await codeOf(other.client.call(routes.getStudy, { params }))).toBe("access.secondFactor");
  await demand(lead, false);
  expect((await other.client.call(routes.getStudy, { params })).role).toBe("researcher");
});

it("an operator may demand it of every study: whoever founds or leads one needs it too, and is told that the demand stands", async () => {
  const strict = await startTestServer({ secondFactor: true });
  const operating = await setUpOperator(strict);
  const load = () => operating.client.call(routes.loadPack, { body: { files: smallPack(), simulated: true } });
  expect(await codeOf(load())).toBe("access.secondFactor");
  await enable(operating, operator.password);
  expect((await load()).study).toBe(smallStudy);
  const release = operating.client.call(routes.demandSecondFactor, { params, body: { demanded: false } });
  expect(await codeOf(release)).toBe("member.factorEverywhere");
  expect(await operating.client.call(routes.listMembers, { params })).toMatchObject({
    demandsSecondFactor: true,
    secondFactorEverywhere: true,
  });
  await ask(operating, "two-factor/disable", { password: operator.password });
  expect(await codeOf(operating.client.call(routes.getStudy, { params }))).toBe("access.secondFactor");
  expect(await codeOf(load())).toBe("access.secondFactor");
  await strict.close();
});

it("whoever leads and signs in by password alone cannot demand it", async () => {
  const { user } = await me(other);
  await lead.client.call(routes.changeMemberRole, { params: { ...params, user: user.id }, body: { role: "lead" } });
  const call = other.client.call(routes.demandSecondFactor, { params, body: { demanded: true } });
  expect(await codeOf(call)).toBe("access.secondFactor");
});

it("B3 another password ends the sessions elsewhere, needs the old one, and is held to the rules", async () => {
  const elsewhere = await signIn(server, researcher);
  const change = (currentPassword: string, newPassword: string) =>
    ask(other, "change-password", { currentPassword, newPassword });
  expect(await change("a-wrong-password", "velvet 9 harbour")).toBe("auth.refused");
  expect(await change(researcher.password, "woaini1314520")).toBe("password.weak");
  expect(await change(researcher.password, "velvet 9 harbour")).toEqual({});
  expect(await codeOf(me(elsewhere))).toBe("access.signIn");
  expect((await me(other)).user.email).toBe(researcher.email);
  await expect(signIn(server, researcher)).rejects.toThrow("401");
  await signIn(server, { ...researcher, password: "velvet 9 harbour" });
});

it("B3 a link of the operator gives another password, takes the second factor away, lifts the wait and ends every session", async () => {
  const wrong = { ...operator, password: "a-wrong-password" };
  await Promise.allSettled(Array.from({ length: 12 }, () => signIn(server, wrong)));
  await expect(signIn(server, operator)).rejects.toThrow("auth.tooManyAttempts");
  expect(await makeResetLink(server.services.ports, "nobody@example.org")).toBeUndefined();
  const path = await makeResetLink(server.services.ports, operator.email);
  const body = { token: path?.split("#")[1] ?? "", name: operator.name, password: "lantern on the 3rd pier" };
  expect(await anonymous(server).client.call(routes.acceptInvitation, { body })).toEqual({ email: operator.email });
  expect(await codeOf(me(lead))).toBe("access.signIn");
  const again = await signIn(server, { ...operator, password: body.password });
  const { user, mayLoadPacks } = await me(again);
  expect([user.secondFactor, mayLoadPacks]).toEqual([false, true]);
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});
