import type { Indicator } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { OutlineRefused } from "../errors.ts";
import { parseOutline } from "../outline/parse-outline.ts";
import { sampleSnapshot } from "../testing/sample-study.ts";
import { buildReport } from "./build-report.ts";
import { readDistrictLabel } from "./map-indicators.ts";

const figure = (label: string, value: number, more: Partial<Indicator> = {}): Indicator => ({
  ...{ id: `${label}-${more.kind ?? ""}`, label, value, unit: "家", year: "2024" },
  ...{ source: "统计年鉴", kind: "官方统计", note: "", ...more },
});

function build(directive: string, indicators: readonly Indicator[]) {
  const whole = sampleSnapshot();
  const snapshot = { ...whole, pack: { ...whole.pack, indicators } };
  return buildReport(parseOutline("sample.md", `---\ntitle: 报告\n---\n${directive}`), snapshot, { mode: "draft" });
}

describe("the map of indicators", () => {
  it.each([
    ["企业数（和平区）", "企业数", "和平"],
    ["天津市滨海新区企业数", "企业数", "滨海新区"],
    ["河东区 企业数", "企业数", "河东"],
  ])("reads “%s”", (label, name, district) => {
    expect(readDistrictLabel(label)).toMatchObject({ name, district: { zh: district } });
  });

  it.each(["企业数", "和平区", "企业数（全市）", "河北省企业数"])("finds no district in “%s”", (label) => {
    expect(readDistrictLabel(label)).toBeNull();
  });

  it("draws a map for each kind of source, with its source beneath and in the evidence", () => {
    const indicators = [
      figure("企业数（和平区）", 12),
      figure("河东区企业数", 30),
      figure("企业数（和平区）", 9, { kind: "单位填报", source: "各区填报" }),
      figure("企业数（和平区）", 8, { year: "2023", id: "old" }),
      figure("企业数", 999),
    ];
    const { blocks, evidence } = build('::indicatorMap{indicator="企业数" year=2024}', indicators);
    const figures = blocks.filter((block) => block.kind === "figure");
    expect(figures.map(({ caption }) => caption)).toEqual(["企业数（2024年，官方统计）", "企业数（2024年，单位填报）"]);
    expect(JSON.stringify(figures[0])).toContain('"name":"和平","value":12,"text":"12"');
    expect(evidence.map(({ value }) => value)).toEqual(["和平12家、河东30家", "和平9家"]);
    expect(JSON.stringify(blocks)).toContain("资料来源：单位填报：各区填报。");
  });

  it.each([
    ["::indicatorMap{}", [], /expected both/],
    ["::indicatorMap{indicator=企业数 year=2024}", [figure("企业数", 1)], /named with their district/],
    [
      "::indicatorMap{indicator=企业数 year=2024}",
      [figure("企业数（和平区）", 1), figure("企业数（河东区）", 1, { unit: "万家" })],
      /one unit on a map/,
    ],
  ])("refuses %s", (directive, indicators, message) => {
    try {
      build(directive, indicators);
      expect.fail("was not refused");
    } catch (error) {
      expect(error).toBeInstanceOf(OutlineRefused);
      expect(JSON.stringify((error as OutlineRefused).findings)).toMatch(message);
    }
  });
});
