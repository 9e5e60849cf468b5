import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Variable } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { analysisFindingsZh } from "../../i18n/analysis-findings.zh.ts";
import { toWhere } from "./filter.ts";

const variables = [
  { name: "BG13", type: "numeric", valueLabels: [{ value: "1", label: { zh: "男" } }] },
  { name: "DAYS", type: "numeric" },
  { name: "GROUP", type: "string" },
] as unknown as readonly Variable[];

describe("the filter of an analysis", () => {
  it("keeps chosen values, as numbers where the question is numeric", () => {
    expect(toWhere({ variable: "BG13", values: ["1", "2"] }, variables)).toEqual({ variable: "BG13", in: [1, 2] });
    expect(toWhere({ variable: "GROUP", values: ["高校"] }, variables)).toEqual({ variable: "GROUP", in: ["高校"] });
  });

  it("keeps numbers between limits, of which one may be left out", () => {
    expect(toWhere({ variable: "DAYS", min: 0, max: 30 }, variables)).toEqual({ variable: "DAYS", gte: 0, lte: 30 });
    expect(toWhere({ variable: "DAYS", max: 30 }, variables)).toEqual({ variable: "DAYS", lte: 30 });
  });

  it("is none where nothing narrows it", () => {
    for (const values of [{}, { variable: "BG13" }, { variable: "BG13", values: [] }, { variable: "DAYS", min: null }])
      expect(toWhere(values, variables)).toBeUndefined();
  });
});

it("says in Chinese what is wrong with the data, whatever an analysis refuses", () => {
  const source = readFileSync(join(import.meta.dirname, "../../../../analysis/src/errors.ts"), "utf8");
  const codes = [
    ...source.matchAll(/AnalysisError\(\s*"((?:data|outcome|variable|design|rake|factors|where)\.[^"]+)"/gu),
  ];
  expect(codes.length).toBeGreaterThan(15);
  expect(codes.map(([, code = ""]) => code).filter((code) => analysisFindingsZh[code] === undefined)).toEqual([]);
});
