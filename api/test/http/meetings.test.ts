import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { makeMeeting, panelOpinion, scoreSheet } from "../meeting.ts";
import { type Session, setUpOperator } from "../people.ts";
import { problemOf } from "../problem-of.ts";
import { makeSession } from "../session.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { smallPack, smallStudy } from "../study.ts";

let server: TestServer;
let lead: Session;
const session = "019a0000-0000-7000-8000-0000000000a1";
const params = { study: smallStudy, session };

const sheet = `id: expert-score
version: "1.0"
title: { zh: 专家评分表 }
fields:
  - { id: completion, label: 任务完成度, kind: number, maximum: 60 }
  - { id: text, label: 文本规范, kind: number, maximum: 40 }
`;

let revision = 0;
async function save(changes: object) {
  const sent = { ...makeSession(session, { type: "专家论证会", ...changes }), revision };
  await lead.client.call(routes.saveSession, { params, body: { session: sent as never } });
  revision += 1;
}

beforeAll(async () => {
  server = await startTestServer();
  lead = await setUpOperator(server);
  const files = { ...smallPack(), "records/expert-score.yaml": sheet };
  await lead.client.call(routes.loadPack, { body: { files, simulated: true } });
});
afterAll(() => server.close());

async function textOf(answer: Promise<Response>): Promise<string> {
  const files = unzipSync(new Uint8Array(await (await answer).arrayBuffer()));
  return strFromU8(files["word/document.xml"] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, "");
}

describe("a meeting", () => {
  it("has nothing to draft before its record is filled in", async () => {
    await save({});
    expect(await problemOf(lead.client.call(routes.draftMinutes, { params }))).toMatchObject({
      code: "meeting.noRecord",
    });
  });

  it("is drafted as minutes and as the opinion of its panel, with the scores", async () => {
    await save({ meeting: makeMeeting() });
    expect(await textOf(lead.client.call(routes.draftMinutes, { params }))).toContain("会议认为，应当分类评价。");
    const text = await textOf(lead.client.call(routes.draftPanelOpinion, { params }));
    expect(text).toContain("二、存在问题和改进建议数据不足。专家组一致同意通过论证。");
    const { scores } = await lead.client.call(routes.getMeetingScores, { params });
    expect(scores).toHaveLength(1);
    expect(scores[0]).toMatchObject({ sheet: "专家评分表", experts: 5, level: "良好", total: { mean: 81.4 } });
    expect(scores[0]?.trimmed).toBeCloseTo(247 / 3, 10);
    expect(scores[0]?.said).toContain("去掉一个最高分和一个最低分");
  });

  it("orders subjects that the same experts scored, with their agreement, in the opinion too", async () => {
    const others = [40, 55, 45, 42, 50].map((points, at) => ({
      ...scoreSheet(`E${at + 1}`, points),
      id: `b${at}`,
      subject: "案例集",
    }));
    const scores = [...makeMeeting().scores, ...others];
    await save({ meeting: makeMeeting({ scores }) });
    const { rankings } = await lead.client.call(routes.getMeetingScores, { params });
    // E5 alone puts the second first: rank sums 6 and 9 around 7.5, W = 12 · 4.5 / (25 · 6)
    expect(rankings).toMatchObject([
      { experts: 5, leftOut: 0, agreement: 0.36, subjects: [{ rank: 1.2 }, { rank: 1.8 }] },
    ]);
    const text = await textOf(lead.client.call(routes.draftPanelOpinion, { params }));
    expect(text).toContain(
      "专家对2个对象排序的一致性：肯德尔和谐系数W=0.360（已作同分校正，对象较少，不作显著性检验）。",
    );
  });

  it("gives no opinion of a panel that names no problems", async () => {
    await save({ meeting: makeMeeting({ panel: { ...panelOpinion, problems: " " } }) });
    const body = await problemOf(lead.client.call(routes.draftPanelOpinion, { params }));
    expect(body).toMatchObject({ status: 409, code: "meeting.panelIncomplete" });
    expect(body.detail).toContain("存在问题");
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});
