import { beforeAll, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { openStudyServer } from "../open-study-server.ts";
import { anonymous, join, people } from "../people.ts";
import { problemOf } from "../problem-of.ts";
import { smallQuestionnaire, smallStudy, smallSubmission } from "../study.ts";

const { server, lead, collector, version } = await openStudyServer();
const params = { study: smallStudy, questionnaire: smallQuestionnaire };
const weight = {
  name: "满意度权重",
  source: "课题名册，2026年11月",
  margins: { satisfied: { "1": 60, "2": 40 } },
  limit: 3,
};
const keep = (
  body: typeof weight | (Omit<typeof weight, "margins"> & { readonly margins: Record<string, Record<string, number>> }),
  by = lead,
) => by.client.call(routes.keepWeight, { params, body });
const list = async () => (await lead.client.call(routes.listWeights, { params })).weights;

beforeAll(async () => {
  for (const satisfied of [1, 1, 1, 2])
    await anonymous(server).client.call(routes.submitResponse, {
      params: { collector },
      body: smallSubmission(version, { satisfied, pressure: satisfied + 1 }),
    });
});

it("keeps a weight once, however often it is sent, and its source goes along with what it weights", async () => {
  const [first, second] = await Promise.all([keep(weight), keep(weight)]);
  expect(second).toEqual(first);
  expect(await list()).toEqual([{ ...weight, by: people.operator.name, at: first.at }]);
  const request = {
    kind: "describe",
    variables: ["pressure"],
    weight: weight.name,
    derive: [{ op: "rake", ...weight }],
    where: { variable: "satisfied", in: [1, 2] },
  };
  const { presentation, result } = await lead.client.call(routes.runAnalysis, {
    params: { study: smallStudy },
    body: { questionnaire: smallQuestionnaire, request },
  });
  // weights of 20, 20, 20 and 40: 4·(3·400 + 1600)/100² = 1.12
  expect(result).toMatchObject({ mean: 2.4, weighting: { kishDesignEffect: expect.closeTo(1.12, 12), n: 4 } });
  for (const text of [presentation.table.note, presentation.sentences.map((one) => one.text).join("")]) {
    expect(text).toContain("满意度权重");
    expect(text).toContain("课题名册，2026年11月");
    expect(text).toContain("1.120");
    expect(text).toContain("分析范围：");
  }
  expect(presentation.scope).toMatch(/为.+或/u);
});

it("refuses totals that do not fit, a name that is taken or a variable's, and who may not see the totals", async () => {
  expect(await problemOf(keep({ ...weight, source: "统计年鉴" }))).toMatchObject({
    code: "weight.exists",
    status: 409,
  });
  expect(await problemOf(keep({ ...weight, name: "甲", margins: { satisfied: { "1": 60 } } }))).toMatchObject({
    code: "analysis.invalid",
  });
  expect(await problemOf(keep({ ...weight, name: "pressure" }))).toMatchObject({ code: "analysis.invalid" });
  expect(await problemOf(keep({ ...weight, name: "甲,乙" }))).toMatchObject({ code: "request.invalid" });
  const viewer = await join(server, lead, "viewer", { study: smallStudy, role: "viewer" });
  expect(await problemOf(keep(weight, viewer))).toMatchObject({ code: "access.role" });
  expect(await problemOf(viewer.client.call(routes.listWeights, { params }))).toMatchObject({ code: "access.role" });
});

it("removes a weight, and says where there is none", async () => {
  const remove = () => lead.client.call(routes.removeWeight, { params: { ...params, weight: weight.name } });
  expect(await remove()).toEqual({ removed: true });
  expect(await remove()).toEqual({ removed: false });
  expect(await list()).toEqual([]);
});
