import { beforeAll, expect, it } from "vitest";
import { type CallInput, routes } from "../../src/contract/index.ts";
import { openStudyServer } from "../open-study-server.ts";
import { anonymous, join, people } from "../people.ts";
import { problemOf } from "../problem-of.ts";
import { smallQuestionnaire, smallStudy, smallSubmission } from "../study.ts";

const { server, lead, collector, version } = await openStudyServer();
const params = { study: smallStudy, questionnaire: smallQuestionnaire };
const total = { op: "sum" as const, name: "合计", items: ["satisfied", "pressure"], minValid: 1 };
const groups = { op: "cut" as const, name: "合计分组", from: "合计", breaks: [3], labels: ["低", "高"] };
type Recipe = CallInput<typeof routes.makeVariable>["body"];
const make = (body: Recipe, by = lead) => by.client.call(routes.makeVariable, { params, body });
const list = async () => (await lead.client.call(routes.listMadeVariables, { params })).variables;
const remove = (variable: string) => lead.client.call(routes.removeMadeVariable, { params: { ...params, variable } });

beforeAll(async () => {
  for (const satisfied of [1, 1, 1, 2])
    await anonymous(server).client.call(routes.submitResponse, {
      params: { collector },
      body: smallSubmission(version, { satisfied, pressure: satisfied + 1 }),
    });
});

it("makes a variable once, however often it is sent, and another of it", async () => {
  const [first, second] = await Promise.all([make(total), make(total)]);
  expect(second).toEqual(first);
  expect(first).toMatchObject({ name: "合计", recipe: total, by: people.operator.name, n: 4, missing: 0 });
  expect(await make(groups)).toMatchObject({ n: 4 });
  expect((await list()).map(({ name }) => name)).toEqual(["合计", "合计分组"]);
  const request = { kind: "frequencies", variable: "合计分组", derive: [total, groups] };
  const { presentation, result } = await lead.client.call(routes.runAnalysis, {
    params: { study: smallStudy },
    body: { questionnaire: smallQuestionnaire, request },
  });
  expect(result).toMatchObject({
    categories: [
      { value: "低", count: 3 },
      { value: "高", count: 1 },
    ],
  });
  expect(presentation.table.note).toMatch(/“合计”为.+的总分（至少答1题）；“合计分组”由“合计”分组（低：≤3，高：>3）$/u);
});

it("rakes to totals of a made variable, which then stays", async () => {
  const weight = { name: "权重", source: "名册", margins: { 合计分组: { 低: 50, 高: 50 } } };
  await lead.client.call(routes.keepWeight, { params, body: weight });
  expect(await problemOf(remove("合计分组"))).toMatchObject({ code: "variable.used", status: 409 });
  expect(await problemOf(remove("合计"))).toMatchObject({ code: "variable.used" });
  expect(await problemOf(make({ ...total, name: "权重" }))).toMatchObject({ code: "variable.exists" });
  const other = lead.client.call(routes.keepWeight, { params, body: { ...weight, name: "合计" } });
  expect(await problemOf(other)).toMatchObject({ code: "weight.exists" });
  await lead.client.call(routes.removeWeight, { params: { ...params, weight: "权重" } });
});

it("refuses what cannot be made, a name that is taken, and who may not", async () => {
  expect(await problemOf(make({ ...total, items: ["satisfied"] }))).toMatchObject({ code: "variable.exists" });
  expect(await problemOf(make({ ...total, name: "甲", items: ["gone"] }))).toMatchObject({ code: "analysis.invalid" });
  expect(await problemOf(make({ ...total, name: "pressure" }))).toMatchObject({ code: "analysis.invalid" });
  expect(await problemOf(make({ ...groups, name: "乙", breaks: [4, 3] }))).toMatchObject({ code: "analysis.invalid" });
  expect(await problemOf(make({ ...total, name: "甲,乙" }))).toMatchObject({ code: "request.invalid" });
  const viewer = await join(server, lead, "viewer", { study: smallStudy, role: "viewer" });
  expect(await problemOf(make(total, viewer))).toMatchObject({ code: "access.role" });
  expect((await viewer.client.call(routes.listMadeVariables, { params })).variables).toHaveLength(2);
});

it("removes a variable nothing is made of, and says where there is none", async () => {
  expect(await remove("合计分组")).toEqual({ removed: true });
  expect(await remove("合计分组")).toEqual({ removed: false });
  expect((await list()).map(({ name }) => name)).toEqual(["合计"]);
});
