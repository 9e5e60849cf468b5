import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { responseOfToken } from "../../src/auth/invitation-token.ts";
import { routes } from "../../src/contract/index.ts";
import { runCli } from "../cli/run-cli.ts";
import { codeOf } from "../problem-of.ts";
import { openLink, smallDefinition, smallPack, smallQuestionnaire, smallStudy } from "../study.ts";
import { type AttackSite, openAttackSite } from "./attack-site.ts";

let site: AttackSite;
beforeAll(async () => {
  site = await openAttackSite();
});
afterAll(() => site.close());

const realStudy = "real-study";

describe("A10 answers that are not real", () => {
  it("A10 no link leads to a draft or to a closed version", async () => {
    const params = { study: smallStudy, questionnaire: smallQuestionnaire };
    const draft = { ...smallDefinition, minutes: 3 };
    await site.lead.client.call(routes.saveQuestionnaireDraft, { params, body: draft });
    const wrong = { label: "草稿", mode: "pseudonymous" as const, questionnaire: smallQuestionnaire };
    const open = (version: string) =>
      site.lead.client.call(routes.openCollector, { params: { study: smallStudy }, body: { ...wrong, version } });
    expect(await codeOf(open("0".repeat(64)))).toBe("version.notFound");
    const { version } = await site.lead.client.call(routes.publishQuestionnaire, { params, body: {} });
    const link = await openLink(site.lead.client, version.hash);
    await site.lead.client.call(routes.closeVersion, { params: { ...params, version: version.hash } });
    expect(await codeOf(open(version.hash))).toBe("version.closed");
    await site.refuses("collector.closed", () => site.submit({ ...site.honest(), version: version.hash }, link));
  });

  it("A10 a draft of an answer is no answer: it counts nowhere and is in no export", async () => {
    const before = await site.lead.client.call(routes.listResponses, { params: { study: smallStudy }, query: {} });
    const collector = await site.open({ invitedOnly: true });
    const [{ token: invitation } = { token: "" }] = await site.invite(collector, "周杰");
    const params = { collector, id: responseOfToken(invitation) };
    await site.attacker.client.call(routes.saveDraft, {
      params,
      body: { version: site.version, answers: {}, invitation },
    });
    const after = await site.lead.client.call(routes.listResponses, { params: { study: smallStudy }, query: {} });
    expect(after).toEqual(before);
    const { obligations } = await site.lead.client.call(routes.getStudy, { params: { study: smallStudy } });
    expect(obligations.find(({ obligation }) => obligation.id === "answers")?.count).toBe(before.total);
  });

  it("A10 an open link keeps no drafts, an invited one at most one for each invitation", async () => {
    const draft = (collector: string, id: string, more = {}) =>
      site.attacker.client.call(routes.saveDraft, {
        params: { collector, id },
        body: { version: site.version, answers: { satisfied: 1 }, ...more },
      });
    for (const mode of ["pseudonymous", "anonymous"] as const) {
      const link = await site.open({ mode });
      await site.refuses("collector.noDrafts", () => draft(link, crypto.randomUUID()));
    }
    const collector = await site.open({ invitedOnly: true });
    const [{ token: invitation } = { token: "" }] = await site.invite(collector, "周杰");
    await draft(collector, responseOfToken(invitation), { invitation });
    const kept = (await site.stored())["response_drafts"];
    await draft(collector, responseOfToken(invitation), { invitation, answers: { satisfied: 2 } });
    const others = Array.from({ length: 30 }, () => codeOf(draft(collector, crypto.randomUUID(), { invitation })));
    expect(new Set(await Promise.all(others))).toEqual(new Set(["invitation.response"]));
    expect((await site.stored())["response_drafts"]).toBe(kept);
  });

  it("A10 simulated answers are refused to a study that collects real ones, and carry their mark elsewhere", async () => {
    const files: Record<string, string> = {
      ...smallPack(),
      "study.yaml": (smallPack()["study.yaml"] ?? "")
        .replace(`id: ${smallStudy}`, `id: ${realStudy}`)
        .replace("simulated: true", "simulated: false"),
    };
    await site.lead.client.call(routes.loadPack, { body: { files } });
    const params = { study: realStudy, questionnaire: smallQuestionnaire };
    const { version } = await site.lead.client.call(routes.publishQuestionnaire, { params, body: {} });
    const body = {
      questionnaire: smallQuestionnaire,
      version: version.hash,
      label: "真实",
      mode: "pseudonymous" as const,
    };
    const { collector } = await site.lead.client.call(routes.openCollector, { params: { study: realStudy }, body });
    const simulate = (to: string) =>
      runCli(
        "simulate",
        "--link",
        `${site.server.url}/s/${to}`,
        "--count",
        "3",
        "--data-folder",
        site.server.dataFolder,
      );
    const before = await site.stored();
    const refused = await simulate(collector.id);
    expect([refused.status, refused.err]).toEqual([1, expect.stringContaining("collects real answers")]);
    expect(await site.stored()).toEqual(before);
    expect(await simulate(site.collector)).toMatchObject({ status: 0, out: expect.stringContaining("模拟数据") });
  });

  it("A10 a study with real answers cannot be turned into a simulated one, nor the other way", async () => {
    const flip = (study: string, simulated: boolean) => ({
      ...smallPack(),
      "study.yaml": (smallPack()["study.yaml"] ?? "")
        .replace(`id: ${smallStudy}`, `id: ${study}`)
        .replace("simulated: true", `simulated: ${simulated}`),
    });
    const load = (files: Record<string, string>) => site.lead.client.call(routes.loadPack, { body: { files } });
    await site.submit(site.honest());
    expect(await codeOf(load(flip(smallStudy, false)))).toBe("study.simulated");
    // no answer stands in it yet: tried out first, used in earnest later
    await load(flip(realStudy, true));
    await load(flip(realStudy, false));
    const params = { study: realStudy };
    const { questionnaires } = await site.lead.client.call(routes.listQuestionnaires, { params });
    const version = questionnaires[0]?.versions[0]?.hash ?? "";
    const body = { questionnaire: smallQuestionnaire, version, label: "真实", mode: "pseudonymous" as const };
    const { collector } = await site.lead.client.call(routes.openCollector, { params, body });
    await site.submit({ ...site.honest(), version }, collector.id);
    expect(await codeOf(load(flip(realStudy, true)))).toBe("study.simulated");
    const real = await site.lead.client.call(routes.getStudy, { params: { study: realStudy } });
    const simulated = await site.lead.client.call(routes.getStudy, { params: { study: smallStudy } });
    expect([real.study, simulated.study]).toMatchObject([{ simulated: false }, { simulated: true }]);
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(site.server.failures).toEqual([]);
});
