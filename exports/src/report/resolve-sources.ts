import type { CellMark } from "../model/document.ts";
import type { Directive } from "../outline/outline.ts";
import { sayDay } from "./chinese-day.ts";
import { DirectiveError, nothingYet } from "./directive-error.ts";
import type { ReportState } from "./report-state.ts";
import { addIndicatorEvidence } from "./resolve-inline.ts";
import { toTable } from "./table-cells.ts";

const levels = ["国家", "省市", "单位"] as const;

/** `::policies{level=国家}`: the policy texts of the study by date; what lacks its date is a text to be settled. */
export function resolvePolicies(state: ReportState, { attributes, line }: Directive): void {
  const { level } = attributes;
  if (level !== undefined && !(levels as readonly string[]).includes(level))
    throw new DirectiveError(`level: expected one of ${levels.join(", ")}, got “${level}”`);
  const listed = state.snapshot.pack.policies.filter((policy) => level === undefined || policy.level === level);
  if (listed.length === 0)
    throw new DirectiveError("expected policy texts in policies.yaml, the study has none of these", nothingYet);
  const undated = listed.filter(({ day }) => day === null);
  if (undated.length > 0)
    state.addPlaceholder(
      line,
      `policies.yaml中${undated.length}件文件缺发文日期，请核对原文后填写：${undated.map(({ title }) => `《${title}》`).join("、")}`,
    );
  const sorted = [...listed].sort((one, other) => ((one.day ?? "9") < (other.day ?? "9") ? -1 : 1));
  const rows = sorted.map(({ day, title, issuer, number, level: of, region }) => [
    day === null ? "待核对" : sayDay(day),
    title,
    issuer,
    number === "" ? "—" : number,
    of === "国家" ? of : region,
  ]);
  const note = "资料来源：公开发布的政策文本。";
  const caption = level === undefined ? "政策文件目录" : `政策文件目录（${level}）`;
  state.addTable(toTable({ caption, header: ["发文日期", "文件", "发文机关", "文号", "层级或地区"], rows, note }));
}

/** `::indicators{}`: every published figure with year, kind and source. Only 官方统计 may be called statistics. */
export function resolveIndicators(state: ReportState, { line }: Directive): void {
  const { indicators } = state.snapshot.pack;
  if (indicators.length === 0)
    throw new DirectiveError("expected figures in indicators.csv, the study has none", nothingYet);
  const rows = indicators.map(({ label, value, unit, year, kind, source }) => [
    label,
    `${value}${unit}`,
    year,
    kind,
    source,
  ]);
  const marks = indicators.map(
    (indicator, row): CellMark => ({ row, column: 1, evidence: addIndicatorEvidence(state, indicator, line) }),
  );
  const note = "资料来源：见各行；只有“官方统计”一类可以称为统计数据，其余按类别表述。";
  state.addTable(toTable({ caption: "引用的公开数据", header: ["指标", "数值", "年份", "类别", "来源"], rows, note }), {
    marks,
  });
}
