import { resolve } from "node:path";
import type { FarmStrategy, QuestionnaireDefinition } from "@diaoyan/instruments";
import { readPackFolder } from "@diaoyan/instruments/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { sendResponses } from "../../src/demo/send-responses.ts";
import { type Session, setUpOperator } from "../people.ts";
import { codeOf } from "../problem-of.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";

const study = "evaluation-reform";
const questionnaire = "q-e1-short";
const params = { study, questionnaire };
let server: TestServer;
let lead: Session;
let collector: string;
let definition: QuestionnaireDefinition;

beforeAll(async () => {
  server = await startTestServer();
  lead = await setUpOperator(server);
  const files = Object.fromEntries(
    await readPackFolder(resolve(import.meta.dirname, "../../../instruments/library", study)),
  );
  await lead.client.call(routes.loadPack, { body: { files, simulated: true } });
  const { version } = await lead.client.call(routes.publishQuestionnaire, { params, body: {} });
  const opened = await lead.client.call(routes.openCollector, {
    params: { study },
    body: { questionnaire, version: version.hash, label: "链接", mode: "pseudonymous" },
  });
  collector = opened.collector.id;
  const { published } = await lead.client.call(routes.getQuestionnaire, { params });
  definition = published as unknown as QuestionnaireDefinition;
}, 30_000);
afterAll(() => server.close());

const send = (count: number, seed: number, farm?: FarmStrategy) =>
  sendResponses(lead.client, { collector, definition, count, seed, farm });
const review = () => lead.client.call(routes.reviewQuality, { params });

describe("the quality review", () => {
  it("has nothing to say before anybody answered", async () => {
    expect(await review()).toMatchObject({ counts: { received: 0, complete: 0 }, flagged: [] });
  });

  it("A9 finds a farm among people, with reasons and the rules, and follows what a person decides", async () => {
    await send(80, 11);
    const alone = await review();
    expect(alone.flagged.filter(({ suggested }) => suggested)).toEqual([]);
    expect(alone.flagged.length).toBeLessThan(12);
    await send(10, 3, "constant");
    const { counts, flagged, rules } = await review();
    expect(counts).toEqual({
      received: 90,
      complete: 90,
      late: 0,
      excluded: 0,
      withdrawn: 0,
      observed: { whole: 0, partly: 0, none: 90 },
    });
    const patterned = flagged.filter(({ flags }) => flags.some(({ code }) => code === "patterned"));
    expect(patterned).toHaveLength(10);
    expect(rules).toMatchObject({ fewestItems: 12, secondsAQuestion: 2 });
    const [first] = patterned;
    const id = first?.id ?? "";
    await lead.client.call(routes.reviewResponse, {
      params: { study, id },
      body: { verdict: "invalid", reason: "量表题全部选同一档" },
    });
    const after = await review();
    expect(after.counts).toMatchObject({ complete: 89, excluded: 1 });
    expect(after.flagged.find((one) => one.id === id)).toMatchObject({
      status: "excluded",
      review: { verdict: "invalid", reason: "量表题全部选同一档" },
      timing: { extent: "none", reason: "missing" },
    });
  });

  it("keeps a verdict that another person gave from being overturned unseen", async () => {
    const { flagged } = await review();
    const id = flagged.find((one) => one.suggested && one.review === null)?.id ?? "";
    const decide = (verdict: "valid" | "invalid", seen: string | null) =>
      lead.client.call(routes.reviewResponse, { params: { study, id }, body: { verdict, reason: "核对", seen } });
    const both = await Promise.allSettled([decide("valid", null), decide("invalid", null)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await codeOf(decide("invalid", null))).toBe("edit.conflict");
    const standing = (await review()).flagged.find((one) => one.id === id)?.review;
    expect(await decide("invalid", standing?.at ?? "")).toMatchObject({ response: { status: "excluded" } });
  });

  it("keeps what one response shows by itself beside it from the start", async () => {
    await send(3, 5, "hasty");
    const { responses } = await lead.client.call(routes.listResponses, { params: { study }, query: { limit: 200 } });
    expect(
      responses.filter(({ flags }) => flags.some((flag) => /^hurried:\d+\/\d+\/page$/.test(flag))).length,
    ).toBeGreaterThanOrEqual(3);
  });

  it("leaves no failure nobody foresaw", () => {
    expect(server.failures).toEqual([]);
  });
});
