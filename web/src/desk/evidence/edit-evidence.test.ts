import type { Indicator } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import {
  dropFinding,
  dropIndicator,
  dropRecommendation,
  type Evidence,
  latestYears,
  putFinding,
  putRecommendation,
} from "./edit-evidence.ts";

const indicator = (id: string, year: string): Indicator => ({
  id,
  label: "人才总量",
  value: 1,
  unit: "万人",
  year,
  source: "公报",
  kind: "官方统计",
  note: "",
});
const finding = { id: "f-1", problem: "周期长", evidence: ["indicator:a", "code:c"], cause: "" };
const recommendation = {
  id: "r-1",
  findings: ["f-1", "f-2"],
  measure: "建库",
  responsible: "",
  deadline: "",
  effect: "",
};
const all: Evidence = { indicators: [indicator("a", "2023")], findings: [finding], recommendations: [recommendation] };

it("what is put replaces what has its name, else comes last", () => {
  expect(putFinding(all, { ...finding, problem: "改" }).findings).toEqual([{ ...finding, problem: "改" }]);
  expect(putFinding(all, { ...finding, id: "f-2" }).findings.map(({ id }) => id)).toEqual(["f-1", "f-2"]);
  expect(putRecommendation(all, { ...recommendation, id: "r-2" }).recommendations.length).toBe(2);
});

it("what is dropped leaves no name behind", () => {
  expect(dropFinding(all, "f-1")).toMatchObject({ findings: [], recommendations: [{ findings: ["f-2"] }] });
  expect(dropIndicator(all, "a")).toMatchObject({ indicators: [], findings: [{ evidence: ["code:c"] }] });
  expect(dropRecommendation(all, "r-1").recommendations).toEqual([]);
});

it("the two latest years are compared, spans of years left out", () => {
  const years = ["2019", "2024", "2023", "2021—2022", "2024"].map((year, place) => indicator(`i${place}`, year));
  expect(latestYears(years)).toEqual(["2023", "2024"]);
});
