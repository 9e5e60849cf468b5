import { compareIndicators, type IndicatorLine, type IndicatorTable } from "@diaoyan/instruments";
import type { CellMark } from "../model/document.ts";
import type { Directive } from "../outline/outline.ts";
import { DirectiveError } from "./directive-error.ts";
import type { ReportState } from "./report-state.ts";
import { addIndicatorEvidence } from "./resolve-inline.ts";

/** `::indicatorComparison{years="2023,2024" kind=官方统计 caption="…"}`: figures by year, one table for each kind of source, each value with its source. */
export function resolveIndicatorComparison(state: ReportState, { attributes, line }: Directive): void {
  const { indicators } = state.snapshot.pack;
  const years = (attributes["years"] ?? "").split(/[,，、]/).flatMap((one) => one.trim() || []);
  if (years.length === 0) throw new DirectiveError('years: expected years such as years="2023,2024"');
  const tables = compareIndicators(indicators, years).filter(
    ({ kind }) => attributes["kind"] === undefined || attributes["kind"] === kind,
  );
  if (tables.length === 0) {
    const known = [...new Set(indicators.map(({ year }) => year))].sort().join("、") || "无";
    state.addParagraph("note", [{ text: `（指标数据中没有${years.join("、")}年的数值，现有年份：${known}。）` }]);
    return;
  }
  for (const table of tables) addTable(state, table, { caption: attributes["caption"] ?? "主要指标对比", line });
}

function addTable(
  state: ReportState,
  { kind, years, lines }: IndicatorTable,
  { caption, line }: { readonly caption: string; readonly line: number },
): void {
  const compared = years.length > 1;
  const marks = lines.flatMap(({ indicators }, row): readonly CellMark[] =>
    years.flatMap((year, place) => {
      const found = indicators.find((one) => one.year === year);
      if (found === undefined) return [];
      return [{ row, column: 2 + place, evidence: addIndicatorEvidence(state, found, line) }];
    }),
  );
  const sources = [...new Set(lines.flatMap(({ indicators }) => indicators.map(({ source }) => source)))];
  const names = ["指标", "单位", ...years.map((year) => `${year}年`), ...(compared ? ["增减", "增幅／%"] : [])];
  state.addTable(
    {
      caption: `${caption}（${kind}）`,
      header: [names.map((text) => ({ text }))],
      body: lines.map((one) => cellsOf(one, compared)),
      note: `资料来源：${kind}：${sources.join("；")}。${compared ? "百分比指标的增减为百分点，不计增幅；“—”表示没有该年数值。" : ""}`,
    },
    { marks },
  );
}

function cellsOf({ label, unit, values, change, changePercent }: IndicatorLine, compared: boolean) {
  const number = (value: number | null, digits?: number) => {
    if (value === null) return { text: "—", align: "right" as const };
    const text = digits === undefined ? String(Number(value.toPrecision(12))) : value.toFixed(digits);
    return { text, value, align: "right" as const };
  };
  return [
    { text: label },
    { text: unit },
    ...values.map((value) => number(value)),
    ...(compared ? [number(change), number(changePercent, 1)] : []),
  ];
}
