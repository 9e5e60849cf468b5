import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { anonymous, type Session, setUpOperator } from "../people.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { openLink, smallDefinition, smallPack, smallQuestionnaire, smallStudy, smallSubmission } from "../study.ts";

let server: TestServer;
let lead: Session;
const params = { study: smallStudy };
const make = () => lead.client.call(routes.makeFirstReport, { params });
const outlineOf = async (outline: string) =>
  (await lead.client.call(routes.getOutline, { params: { ...params, outline } })).markdown;

beforeAll(async () => {
  server = await startTestServer();
  lead = await setUpOperator(server);
});
afterAll(() => server.close());

describe("the automatic first report", () => {
  it("says of a study without answers what is missing, and builds all the same", async () => {
    const derive = [{ name: "pressed", label: "压力感", op: "mean", items: ["pressure"] }];
    const definition = JSON.stringify({ ...smallDefinition, derive });
    const files = { ...smallPack(), [`questionnaires/${smallQuestionnaire}.json`]: definition };
    await lead.client.call(routes.loadPack, { body: { files, simulated: true } });
    const { outline, missing, built } = await make();
    expect(outline).toBe("first-report");
    expect(missing).toEqual(["问卷：还没有发布的问卷", "访谈：还没有转写稿"]);
    expect(built?.files.map(({ name }) => name.split(".").at(-1))).toEqual(["docx", "html"]);
    expect(await outlineOf(outline)).toContain("未经研究人员审核");
  });

  it("overwrites no outline: an equal one is built again, a changed one gets a neighbour", async () => {
    expect((await make()).outline).toBe("first-report");
    const edited = `${await outlineOf("first-report")}\n\n人工补充。\n`;
    await lead.client.call(routes.saveOutline, {
      params: { ...params, outline: "first-report" },
      body: { markdown: edited },
    });
    expect((await make()).outline).toBe("first-report-2");
    expect(await outlineOf("first-report")).toBe(edited);
  });

  it("holds what the answers allow", async () => {
    const place = { ...params, questionnaire: smallQuestionnaire };
    const { version } = await lead.client.call(routes.publishQuestionnaire, { params: place, body: {} });
    const collector = await openLink(lead.client, version.hash);
    for (const satisfied of [1, 1, 2]) {
      await anonymous(server).client.call(routes.submitResponse, {
        params: { collector },
        body: smallSubmission(version.hash, { satisfied, pressure: satisfied + 1 }),
      });
    }
    const { outline } = await make();
    expect(await outlineOf(outline)).toContain(`::analysis{kind=frequencies questionnaire=${smallQuestionnaire}`);
  });
});

describe("an analysis at the desk", () => {
  it("knows the derived variables the questionnaire declares", async () => {
    const answer = await lead.client.call(routes.runAnalysis, {
      params,
      body: {
        questionnaire: smallQuestionnaire,
        request: { kind: "describe", variables: ["pressed"], where: { variable: "pressed", gt: 1 } },
      },
    });
    expect(answer.result).toMatchObject({ n: 3 });
  });
});
