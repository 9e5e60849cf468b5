import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { responseOfToken } from "../../src/auth/invitation-token.ts";
import { routes } from "../../src/contract/index.ts";
import { importResponses } from "../../src/use-cases/import-responses.ts";
import { codeOf } from "../problem-of.ts";
import { smallQuestionnaire, smallStudy } from "../study.ts";
import { type AttackSite, openAttackSite } from "./attack-site.ts";

let site: AttackSite;
let invited: string;
beforeAll(async () => {
  site = await openAttackSite();
  invited = await site.open({ invitedOnly: true });
});
afterAll(() => site.close());

const enter = (token: string, collector = invited) =>
  site.attacker.client.call(routes.openInvitation, { params: { collector }, body: { token } });

describe("A3 one answer a person", () => {
  it("A3 no token, an empty one, null and a list of tokens are all refused", async () => {
    const id = crypto.randomUUID();
    await site.refuses("invitation.needed", () => site.submit({ ...site.honest(), id }, invited));
    for (const invitation of ["", null, [], ["a"], {}, 0, true]) {
      const body = { ...site.honest(), id, invitation } as never;
      await site.refuses("request.invalid", () => site.submit(body, invited));
    }
  });

  it("A3 a token is spent by its response: another id, another device or a second answer gets nothing", async () => {
    const [{ token } = { token: "" }] = await site.invite(invited, "王芳");
    const { response } = await enter(token);
    const body = { ...site.honest(), id: response, invitation: token };
    const receipt = await site.submit(body, invited);
    await site.refuses("invitation.response", () =>
      site.submit({ ...site.honest(), id: crypto.randomUUID(), invitation: token }, invited),
    );
    await site.refuses("response.conflict", () => site.submit({ ...body, answers: { satisfied: 2 } }, invited));
    expect(await site.submit(body, invited)).toEqual(receipt);
    expect(await enter(token)).toMatchObject({ used: true, draft: null });
  });

  it("A3 a withdrawn answer does not give the token a second life", async () => {
    const [{ token } = { token: "" }] = await site.invite(invited, "李明");
    const { response } = await enter(token);
    const body = { ...site.honest(), id: response, invitation: token };
    const { receipt, withdrawalCode } = await site.submit(body, invited);
    await site.attacker.client.call(routes.withdrawResponse, { body: { receipt, withdrawalCode } });
    await site.refuses("response.withdrawn", () => site.submit({ ...body, answers: { satisfied: 2 } }, invited));
  });

  it("A3 a link renewed in the moment the old one is used is spent with it", async () => {
    const [{ token, person } = { token: "", person: "" }] = await site.invite(invited, "赵强");
    const { invitations, journal } = site.server.services.ports;
    const [kept] = (await invitations.list(smallStudy, invited)).filter((one) => one.person === person);
    if (kept === undefined) throw new Error("nobody was invited");
    const params = { study: smallStudy, collector: invited, person };
    const { link } = await site.lead.client.call(routes.renewInvitation, { params });
    // the response under the old token was admitted before the renewal and is written after it
    await journal.commitUnlogged([invitations.use(kept, null)]);
    const fresh = link.split("#")[1] ?? "";
    await site.refuses("invitation.used", () =>
      site.submit({ ...site.honest(), id: responseOfToken(fresh), invitation: fresh }, invited),
    );
    expect(await codeOf(enter(token))).toBe("invitation.unknown");
    expect(await enter(fresh)).toMatchObject({ used: true });
  });

  it("A3 a removed person's token, and a token of another collector, open nothing", async () => {
    const other = await site.open({ invitedOnly: true });
    const [{ token, person } = { token: "", person: "" }] = await site.invite(invited, "孙丽");
    const id = responseOfToken(token);
    await site.refuses("invitation.unknown", () => site.submit({ ...site.honest(), id, invitation: token }, other));
    await site.lead.client.call(routes.removeInvitation, {
      params: { study: smallStudy, collector: invited, person },
    });
    await site.refuses("invitation.unknown", () => site.submit({ ...site.honest(), id, invitation: token }, invited));
  });
});

describe("A4 rules that only the page would keep", () => {
  it.each([
    ["no consent", { consent: false }],
    ["consent as a word", { consent: "true" }],
    ["no consent field", { consent: undefined }],
    ["a status of its own", { status: "complete" }],
    ["a receipt of its own", { receipt: "0000-0000-0000-0000" }],
    ["a unit of its own", { unit: "u-1" }],
    ["a submission time of its own", { submittedAt: "2026-01-01T00:00:00Z" }],
    ["flags of its own", { flags: [] }],
  ])("A4 %s", async (_, change) => {
    await site.refuses("request.invalid", () => site.submit({ ...site.honest(), ...change } as never));
  });

  it("A4 consent to a notice that never was", async () => {
    for (const noticeVersion of ["", "0", "1 ", "2"]) {
      await site.refuses("response.notice", () => site.submit({ ...site.honest(), noticeVersion }));
    }
  });

  it("A4 another version than the link's", async () => {
    await site.refuses("collector.wrongVersion", () => site.submit({ ...site.honest(), version: "0".repeat(64) }));
  });

  it("A4 before the opening and after the closing neither responses nor drafts are taken", async () => {
    const soon = await site.open({ opensAt: "2999-01-01T00:00:00Z", invitedOnly: true });
    const over = await site.open({ invitedOnly: true });
    const tokens = new Map<string, string>();
    for (const collector of [soon, over]) {
      const [{ token } = { token: "" }] = await site.invite(collector, "周杰");
      tokens.set(collector, token);
    }
    await site.lead.client.call(routes.closeCollector, { params: { study: smallStudy, collector: over } });
    for (const [collector, code] of [
      [soon, "collector.notYetOpen"],
      [over, "collector.closed"],
    ] as const) {
      const invitation = tokens.get(collector) ?? "";
      const id = responseOfToken(invitation);
      const body = { version: site.version, answers: { satisfied: 1 }, invitation };
      await site.refuses(code, () => site.submit({ ...site.honest(), id, invitation }, collector));
      await site.refuses(code, () => site.attacker.client.call(routes.saveDraft, { params: { collector, id }, body }));
    }
  });

  it("A4 a draft of an invited person without the token, and one of somebody else", async () => {
    const [{ token } = { token: "" }] = await site.invite(invited, "周杰");
    const body = { version: site.version, answers: { satisfied: 1 } };
    const draft =
      (id: string, more = {}) =>
      () =>
        site.attacker.client.call(routes.saveDraft, { params: { collector: invited, id }, body: { ...body, ...more } });
    await site.refuses("invitation.needed", draft(responseOfToken(token)));
    await site.refuses("invitation.response", draft(crypto.randomUUID(), { invitation: token }));
  });

  it("A4 an import keeps every rule of the questionnaire, and stores all rows or none", async () => {
    const { services } = site.server;
    const file = (...rows: readonly string[][]) => ({
      study: smallStudy,
      questionnaire: smallQuestionnaire,
      name: "旧数据.csv",
      header: ["satisfied", "pressure"],
      rows,
      ignored: [],
    });
    const ports = { ...services.ports, lookup: services.lookup, intake: services.intake, visits: services.visits };
    const caller = { id: "importer", name: "导入", email: "importer@example.org" };
    const take = (...rows: readonly string[][]) => importResponses(ports, caller, file(...rows));
    const before = await site.stored();
    for (const bad of [
      ["7", "1"],
      ["", "1"],
      ["1", "9"],
      ["=1+1", "1"],
    ]) {
      await expect(take(["1", "2"], bad)).rejects.toMatchObject({ body: { code: "import.invalid" } });
    }
    expect(await site.stored()).toEqual(before);
    const once = await take(["1", "2"], ["1", "2"]);
    expect(once.added).toBe(2);
    expect(await take(["1", "2"], ["1", "2"])).toEqual({ ...once, added: 0, existing: 2 });
    expect((await site.stored())["responses"]).toBe((before["responses"] ?? 0) + 2);
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(site.server.failures).toEqual([]);
});
