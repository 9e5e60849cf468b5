import { rowsOf } from "./rows-of.ts";

const longText = "调研".repeat(200);

/** Rows with everything a format may stumble over: Chinese names, long texts and labels, codes, sets, days, moments, extremes. */
export const hardRows = rowsOf([
  {
    name: "UNIT",
    label: "所在单位的类型",
    labels: { 1: "中央驻地方科研院所", 2: "高等学校", 99: "不清楚／不适用" },
    measure: "nominal",
    missing: [99],
    cells: [1, 2, 99, null],
  },
  {
    name: "满意度",
    label: "总体满意度",
    measure: "ordinal",
    labels: { 1: "很不满意", 5: "很满意" },
    cells: [5, 1, null, 3],
  },
  {
    name: "a very long name of a variable that no statistics program would take-1",
    cells: [0.1, -1e300, 1e-300, null],
  },
  { name: "ALL", label: `题目${"很长".repeat(100)}`, cells: [1, 2, 3, 4] },
  { name: "NOTE", label: "意见", cells: ["=1+1", longText, "😀“引号”\n换行", null] },
  {
    name: "LEVEL",
    label: "级别",
    labels: { "national-level": "国家级", municipal: "市级", 99: "不清楚" },
    missing: [99],
    cells: ["national-level", "municipal", "99", null],
  },
  { name: "LONG", label: "长文本", cells: [null, "长".repeat(1000), "", "短"] },
  {
    name: "YEARS",
    label: "年限",
    missing: [997, 998, 999],
    labels: { 997: "不适用", 998: "拒答" },
    cells: [3, 997, 999, 998],
  },
  { name: "CITY", label: "城市", labels: { tj: "天津", bj: "北京" }, cells: ["tj", "bj", "", null] },
  { name: "DAY", label: "日期", type: "date", cells: ["2026-02-28", "1582-10-15", "1949-10-01", null] },
  {
    name: "AT",
    label: "时刻",
    type: "datetime",
    cells: ["2026-05-01T09:30", "2026-05-01T09:30:15+08:00", "1960-01-01 00:00:00", null],
  },
  ...[1, 2, 3].map((choice) => ({
    name: `WAY_${choice}`,
    label: `渠道${choice}`,
    questionLabel: { zh: "了解政策的渠道" },
    set: "WAY",
    measure: "nominal" as const,
    labels: { 0: "未选", 1: "选中" },
    cells: [1, 0, choice % 2, null],
  })),
  { name: "RANK_a", set: "RANK", cells: [1, 2, 3, null] },
  { name: "RANK_b", set: "RANK", cells: [3, 1, 2, null] },
]);

/** The title and time the files of a test carry. */
export const hardAbout = { title: "科技人才评价改革问卷（模拟数据）", at: "2026-11-26T08:09:10Z" };
