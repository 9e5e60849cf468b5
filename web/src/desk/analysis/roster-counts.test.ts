import type { Variable } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { countsOf, type ReadCounts, totalsFromRoster } from "./roster-counts.ts";

const labelled = (name: string, ...labels: readonly string[]) =>
  ({ name, valueLabels: labels.map((zh, at) => ({ value: String(at + 1), label: { zh } })) }) as unknown as Variable;
const title = labelled("BG09", "正高", "副高");
const age = labelled("BG12", "35岁及以下", "36—45岁", "46岁及以上");
const subject = labelled("BG07", "理学", "工学");

const tables: Readonly<Record<string, Parameters<typeof countsOf>[0]>> = {
  title: { rows: ["副高", "正高", ""], columns: [], cells: [], rowTotals: [40, 60, 3] },
  ageBand: { rows: ["35岁及以下", "36—45岁", "46岁及以上"], columns: [], cells: [], rowTotals: [50, 40, 10] },
  "title ageBand": {
    rows: ["副高", "正高", "*"],
    columns: ["35岁及以下", "36—45岁", "46岁及以上", ""],
    cells: [
      [20, 20, 0, 1],
      [30, null, null, 2],
      [9, 9, 9, 9],
    ],
    rowTotals: [41, 59, 36],
  },
};
const asked: string[] = [];
const read: ReadCounts = async (by, across) => {
  const key = across === undefined ? by : `${by} ${across}`;
  asked.push(key);
  const none = { rows: [], columns: [], cells: [], rowTotals: [] };
  return countsOf(tables[key] ?? none, across !== undefined);
};

describe("totals of a margin out of the roster", () => {
  it("are those of the property whose words agree", async () => {
    expect(await totalsFromRoster(read, [title])).toEqual({ 1: 60, 2: 40 });
    expect(await totalsFromRoster(read, [age])).toEqual({ 1: 50, 2: 40, 3: 10 });
    expect(await totalsFromRoster(read, [subject])).toEqual({});
    expect(await totalsFromRoster(read, [])).toEqual({});
  });

  it("of crossed variables are asked for crossed, in their order; nobody is a total, what is kept back is none", async () => {
    expect(await totalsFromRoster(read, [title, age])).toEqual({ "1*1": 30, "2*1": 20, "2*2": 20, "2*3": 0 });
    expect(asked.at(-1)).toBe("title ageBand");
  });

  it("are none where one of the variables is not known, or both are one property", async () => {
    expect(await totalsFromRoster(read, [title, subject])).toEqual({});
    expect(await totalsFromRoster(read, [title, { ...title, name: "other" }])).toEqual({});
  });
});
