import { join as joinPath } from "node:path";
import { CompiledQuery } from "kysely";
import { describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { Sqlite3Connection } from "../../src/storage/sqlite3-connection.node.ts";
import { verifyStudy } from "../../src/use-cases/verify-study.ts";
import { openStudyServer } from "../open-study-server.ts";
import { anonymous } from "../people.ts";
import { codeOf } from "../problem-of.ts";
import { openLink, smallStudy, smallSubmission } from "../study.ts";

const { server, lead, collector: open, version } = await openStudyServer();

const place = (collector: string) => ({ study: smallStudy, collector });
const openInvited = (mode: "identified" | "pseudonymous") =>
  openLink(lead.client, version, { mode, invitedOnly: true });

async function invite(collector: string, ...names: readonly string[]) {
  const people = names.map((name) => ({ name, contact: `${name}@example.cn`, unit: "u-7" }));
  const { invited } = await lead.client.call(routes.invitePeople, { params: place(collector), body: { people } });
  return invited.map(({ link, ...person }) => ({ ...person, token: link.split("#")[1] ?? "", link }));
}

const enter = (collector: string, token: string) =>
  anonymous(server).client.call(routes.openInvitation, { params: { collector }, body: { token } });

function answer(collector: string, given: { readonly id: string; readonly token?: string }, pressure = 3) {
  const { id, token } = given;
  const body = { ...smallSubmission(version, { satisfied: 1, pressure }), id, ...(token ? { invitation: token } : {}) };
  return anonymous(server).client.call(routes.submitResponse, { params: { collector }, body });
}

describe("a personal invitation", () => {
  it("leads to one response, resumed on another device and spent when finished", async () => {
    const collector = await openInvited("pseudonymous");
    const [{ token = "", link = "" } = {}] = await invite(collector, "王芳");
    expect(link).toMatch(new RegExp(`/s/${collector}#[\\w-]{32}\\.[0-9a-f]{16}$`));
    const { response, used, draft } = await enter(collector, token);
    expect({ used, draft }).toEqual({ used: false, draft: null });
    await anonymous(server).client.call(routes.saveDraft, {
      params: { collector, id: response },
      body: { version, answers: { satisfied: 2 }, invitation: token },
    });
    expect(await enter(collector, token)).toMatchObject({ response, draft: { version, answers: { satisfied: 2 } } });
    const keep = (answers: Record<string, JsonValue>) =>
      anonymous(server).client.call(routes.saveDraft, {
        params: { collector, id: response },
        body: { version, answers, invitation: token },
      });
    expect(await codeOf(keep({ nonsense: 2 }))).toBe("response.invalid");
    const receipt = await answer(collector, { id: response, token });
    expect(await answer(collector, { id: response, token })).toEqual(receipt);
    expect(await codeOf(answer(collector, { id: response, token }, 5))).toBe("response.conflict");
    expect(await enter(collector, token)).toMatchObject({ used: true, draft: null });
    expect(await codeOf(keep({ pressure: 2 }))).toBe("response.conflict");
    expect(await server.services.ports.responses.findDraft(response)).toBeUndefined();
    const { response: stored } = await lead.client.call(routes.getResponse, {
      params: { study: smallStudy, id: response },
    });
    expect(stored).toMatchObject({ unit: "u-7" });
  });

  it("counts once, however many devices send at once", async () => {
    const collector = await openInvited("pseudonymous");
    const [{ token = "" } = {}] = await invite(collector, "李明");
    const { response } = await enter(collector, token);
    const sent = await Promise.allSettled(
      [1, 2, 3, 4, 5, 1, 2].map((pressure) => answer(collector, { id: response, token }, pressure)),
    );
    const receipts = new Set(sent.flatMap((one) => (one.status === "fulfilled" ? [one.value.receipt] : [])));
    expect(receipts.size).toBe(1);
    const { collectors } = await lead.client.call(routes.listCollectors, { params: { study: smallStudy } });
    expect(collectors.find(({ id }) => id === collector)).toMatchObject({ responses: 1, invitedOnly: true });
  });

  it("is asked for, must be of this collector, and stands for its own response only", async () => {
    const [first, second] = [await openInvited("pseudonymous"), await openInvited("pseudonymous")];
    const [{ token = "" } = {}] = await invite(first, "赵强");
    const { response } = await enter(first, token);
    const id = crypto.randomUUID();
    expect(await codeOf(answer(first, { id }))).toBe("invitation.needed");
    expect(await codeOf(answer(second, { id: response, token }))).toBe("invitation.unknown");
    expect(await codeOf(answer(first, { id, token }))).toBe("invitation.response");
    const forged = `${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`;
    expect(await codeOf(enter(first, forged))).toBe("invitation.unknown");
    const guess = { params: { collector: first, id: response }, body: { version, answers: {} } };
    expect(await codeOf(anonymous(server).client.call(routes.saveDraft, guess))).toBe("invitation.needed");
    expect(await codeOf(invite(open, "钱伟"))).toBe("invitation.openCollector");
  });

  it("ends when it is renewed or removed, and removing erases the name", async () => {
    const collector = await openInvited("pseudonymous");
    const [one, two] = await invite(collector, "孙丽", "周杰");
    const renew = (person: string) =>
      lead.client.call(routes.renewInvitation, { params: { ...place(collector), person } });
    const { link } = await renew(one?.person ?? "");
    expect(await codeOf(enter(collector, one?.token ?? ""))).toBe("invitation.unknown");
    const fresh = link.split("#")[1] ?? "";
    const { response } = await enter(collector, fresh);
    await answer(collector, { id: response, token: fresh });
    expect(await codeOf(renew(one?.person ?? ""))).toBe("invitation.used");
    await lead.client.call(routes.removeInvitation, { params: { ...place(collector), person: two?.person ?? "" } });
    expect(await codeOf(enter(collector, two?.token ?? ""))).toBe("invitation.unknown");
    const { invitations } = await lead.client.call(routes.listInvitations, { params: place(collector) });
    expect(invitations).toEqual([
      { person: one?.person, name: "孙丽", contact: "孙丽@example.cn", unit: "u-7", used: true, response: null },
    ]);
  });

  it("names its response in identified collectors only", async () => {
    const collector = await openInvited("identified");
    const [{ token = "" } = {}] = await invite(collector, "吴敏");
    const { response } = await enter(collector, token);
    await answer(collector, { id: response, token });
    const { invitations } = await lead.client.call(routes.listInvitations, { params: place(collector) });
    expect(invitations).toMatchObject([{ name: "吴敏", used: true, response }]);
  });

  it("is refused to anonymous collectors, which promise that nobody was named", async () => {
    expect(await codeOf(openLink(lead.client, version, { mode: "anonymous", invitedOnly: true }))).toBe(
      "collector.invitedAnonymous",
    );
  });

  it("leaves neither names nor tokens in the database, and no way from name to response", async () => {
    const collector = await openInvited("pseudonymous");
    const [{ token = "", person = "" } = {}] = await invite(collector, "郑独特");
    const { response } = await enter(collector, token);
    await answer(collector, { id: response, token });
    const connection = await Sqlite3Connection.open(joinPath(server.dataFolder, "diaoyan.sqlite"), "reader", []);
    const tables = await connection.execute<{ name: string }>(
      CompiledQuery.raw("select name from sqlite_master where type = 'table'"),
    );
    const holding: Record<string, string[]> = { 郑独特: [], [token]: [], [person]: [], [response]: [] };
    for (const { name } of tables.rows) {
      const { rows } = await connection.execute(CompiledQuery.raw(`select * from "${name}"`));
      const text = JSON.stringify(rows);
      for (const sought of Object.keys(holding)) if (text.includes(sought)) holding[sought]?.push(name);
    }
    await connection.close();
    expect(holding).toEqual({
      郑独特: [],
      [token]: [],
      [person]: expect.arrayContaining(["people_personal", "response_invitations"]),
      [response]: expect.arrayContaining(["responses"]),
    });
    expect(holding[person]?.filter((table) => holding[response]?.includes(table))).toEqual([]);
    expect(await verifyStudy(server.services.ports, smallStudy)).toEqual([]);
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});
