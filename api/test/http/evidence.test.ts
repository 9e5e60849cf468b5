import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProblemError, routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { join, type Session, setUpOperator } from "../people.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { smallPack, smallStudy } from "../study.ts";

let server: TestServer;
let lead: Session;
const params = { study: smallStudy };
const header = ["指标", "数值", "单位", "年份", "来源", "来源性质"];
const bring = (...rows: readonly (readonly string[])[]) =>
  lead.client.call(routes.importIndicators, { params, body: { rows: [header, ...rows].map((row) => [...row]) } });
const read = () => lead.client.call(routes.getEvidence, { params });
const save = (
  revision: number,
  evidence: { findings?: JsonValue[]; recommendations?: JsonValue[]; indicators?: JsonValue[] },
) =>
  lead.client.call(routes.saveEvidence, {
    params,
    body: { revision, evidence: { indicators: [], findings: [], recommendations: [], ...evidence } },
  });
const refusal = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof ProblemError)) throw new Error("was not refused");
  return error.body;
};

beforeAll(async () => {
  server = await startTestServer();
  lead = await setUpOperator(server);
  await lead.client.call(routes.loadPack, { body: { files: smallPack(), simulated: true } });
});
afterAll(() => server.close());

describe("indicators, findings and recommendations", () => {
  it("come from the pack until somebody edits them", async () => {
    expect(await read()).toEqual({
      revision: 0,
      evidence: { indicators: [], findings: [], recommendations: [] },
    });
  });

  it("takes a sheet whole or not at all, and replaces a figure that comes again with the same name", async () => {
    const bad = await bring(
      ["甲", "1", "家", "2023", "公报", "官方统计"],
      ["乙", "多", "家", "2023", "公报", "官方统计"],
    );
    expect(bad).toMatchObject({ added: 0, faults: [{ row: 3, column: "数值" }], revision: 0 });
    const good = await bring(
      ["人才总量", "200", "万人", "2023", "公报", "官方统计"],
      ["人才总量", "220", "万人", "2024", "公报", "官方统计"],
    );
    expect(good).toEqual({ added: 2, replaced: 0, faults: [], revision: 1 });
    expect(await bring(["人才总量", "221", "万人", "2024", "公报", "官方统计"])).toMatchObject({
      added: 0,
      replaced: 1,
    });
    const values = (await read()).evidence.indicators.map((one) => (one as { value: number }).value);
    expect(values).toEqual([200, 221]);
  });

  it("links findings and recommendations, and feeds the report", async () => {
    const { revision, evidence } = await read();
    const id = (evidence.indicators[0] as { id: string }).id;
    const finding = {
      id: "f-1",
      problem: "评审周期长",
      evidence: [`indicator:${id}`, "code:papers"],
      cause: "专家不足",
    };
    const recommendation = {
      id: "r-1",
      findings: ["f-1"],
      measure: "扩充专家库",
      responsible: "市科技局",
      deadline: "2027年6月",
      effect: "周期缩短",
    };
    const kept = await save(revision, { ...evidence, findings: [finding], recommendations: [recommendation] });
    expect(kept.revision).toBe(revision + 1);
    const { priorities } = await lead.client.call(routes.rankFindings, { params });
    expect(priorities).toEqual([{ id: "f-1", gap: null, urgent: false, chosen: null, mentions: null }]);
    const outline =
      '---\ntitle: 报告\n---\n\n# 对策\n\n::finding{id=f-1}\n\n::recommendation{id=r-1}\n\n::indicatorComparison{years="2023,2024"}\n';
    await lead.client.call(routes.saveOutline, {
      params: { ...params, outline: "report" },
      body: { markdown: outline },
    });
    const built = await lead.client.call(routes.buildReport, {
      params: { ...params, outline: "report" },
      body: { mode: "draft" },
    });
    const html = built.files.find(({ name }) => name.endsWith(".html"))?.name ?? "";
    const place = { ...params, outline: "report", build: built.build, file: html };
    const text = await (await lead.client.call(routes.downloadBuild, { params: place })).text();
    for (const words of ["评审周期长", "扩充专家库", "人才总量", "10.5"]) expect(text).toContain(words);
  });

  it("refuses what names nothing, what stands twice, an old revision and a reader", async () => {
    const { revision } = await read();
    const finding = { id: "f-1", problem: "问题", evidence: ["small:none"], cause: "" };
    const bad = await refusal(
      save(revision, { findings: [finding, { ...finding, evidence: [] }], recommendations: [] }),
    );
    expect(bad).toMatchObject({ code: "evidence.invalid", status: 422 });
    expect(bad.errors?.map(({ place }) => place)).toEqual([
      "evidence.findings[1].id",
      "evidence.findings[0].evidence[0]",
    ]);
    expect(await refusal(save(0, {}))).toMatchObject({ code: "edit.conflict" });
    const viewer = await join(server, lead, "viewer", { study: smallStudy, role: "viewer" });
    const asked = viewer.client.call(routes.saveEvidence, {
      params,
      body: { revision, evidence: { indicators: [], findings: [], recommendations: [] } },
    });
    expect(await refusal(asked)).toMatchObject({ status: 403 });
  });
});
