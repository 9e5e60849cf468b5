import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { whereSchema } from "@diaoyan/analysis";
import type { Variable } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { analysisFindingsZh } from "../../i18n/analysis-findings.zh.ts";
import { type Condition, toWhere } from "./filter.ts";

const variables = [
  { name: "BG13", type: "numeric", valueLabels: [{ value: "1", label: { zh: "男" } }] },
  { name: "DAYS", type: "numeric" },
  { name: "GROUP", type: "string" },
] as unknown as readonly Variable[];

const sex = { variable: "BG13", values: ["1", "2"] };
const group = { variable: "GROUP", values: ["高校"] };
const days = { variable: "DAYS", max: 30 };
const [isSex, isGroup, isDays] = [
  { variable: "BG13", in: [1, 2] },
  { variable: "GROUP", in: ["高校"] },
  { variable: "DAYS", lte: 30 },
];

describe("the filter of an analysis", () => {
  it.each<[string, readonly Condition[], unknown]>([
    ["chosen values, as numbers where the question is numeric", [sex], isSex],
    ["texts as they are", [group], isGroup],
    ["numbers between limits", [{ ...days, min: 0 }], { variable: "DAYS", gte: 0, lte: 30 }],
    ["one limit alone", [days], isDays],
    [
      "all conditions where “and” joins them",
      [sex, { ...group, join: "and" }, days],
      { and: [isSex, isGroup, isDays] },
    ],
    ["any where “or” does", [sex, { ...days, join: "or" }], { or: [isSex, isDays] }],
    [
      "“and” before “or”",
      [sex, { ...group, join: "or" }, { ...days, join: "and", cases: "drop" }],
      { or: [isSex, { and: [isGroup, { not: isDays }] }] },
    ],
    ["conditions that ask for something", [{ variable: "BG13" }, { ...days, join: "or" }], isDays],
  ])("keeps %s", (_, conditions, expected) => {
    const where = toWhere(conditions, variables);
    expect(where).toEqual(expected);
    expect(whereSchema.safeParse(where).success).toBe(true);
  });

  it("is none where nothing narrows it", () => {
    for (const one of [{}, { variable: "BG13" }, { variable: "BG13", values: [] }, { variable: "DAYS", min: null }])
      expect(toWhere([one], variables)).toBeUndefined();
    expect(toWhere([], variables)).toBeUndefined();
  });
});

it("says in Chinese what is wrong with the data, whatever an analysis refuses", () => {
  const catalogue = join(import.meta.dirname, "../../../../analysis/src/errors");
  const source = readdirSync(catalogue)
    .map((file) => readFileSync(join(catalogue, file), "utf8"))
    .join("\n");
  const codes = [
    ...source.matchAll(/AnalysisError\(\s*"((?:data|outcome|variable|design|rake|factors|where)\.[^"]+)"/gu),
  ];
  expect(codes.length).toBeGreaterThan(15);
  expect(codes.map(([, code = ""]) => code).filter((code) => analysisFindingsZh[code] === undefined)).toEqual([]);
});
