import type { Indicator, IndicatorSource } from "../model/evidence.ts";

/** One figure over years: only values of the same name, unit and kind of source stand in one line. */
export interface IndicatorLine {
  readonly label: string;
  readonly unit: string;
  /** By year, null where the year has no value. */
  readonly values: readonly (number | null)[];
  /** Last year less first; null where one is missing. */
  readonly change: number | null;
  /** Change in per cent of the first year; null for figures in per cent, whose change is in points, and where the first is 0. */
  readonly changePercent: number | null;
  readonly indicators: readonly Indicator[];
}

/** Figures of one kind of source. */
export interface IndicatorTable {
  readonly kind: IndicatorSource;
  readonly years: readonly string[];
  readonly lines: readonly IndicatorLine[];
}

const kinds: readonly IndicatorSource[] = ["官方统计", "单位填报", "问卷抽样", "公开文献"];

/** Figures side by side by year, one table for each kind of source, so that statistics, returns and samples never mix. Lines without any of the years are left out. */
export function compareIndicators(
  indicators: readonly Indicator[],
  years: readonly string[],
): readonly IndicatorTable[] {
  return kinds.flatMap((kind) => {
    const own = indicators.filter((one) => one.kind === kind && years.includes(one.year));
    const keys = [...new Set(own.map(({ label, unit }) => JSON.stringify([label, unit])))];
    const lines = keys.map((key) =>
      compareLine(
        own.filter(({ label, unit }) => JSON.stringify([label, unit]) === key),
        years,
      ),
    );
    return lines.length === 0 ? [] : [{ kind, years, lines }];
  });
}

function compareLine(members: readonly Indicator[], years: readonly string[]): IndicatorLine {
  const { label = "", unit = "" } = members[0] ?? {};
  const values = years.map((year) => members.find((one) => one.year === year)?.value ?? null);
  const [first, last] = [values[0] ?? null, values.at(-1) ?? null];
  const change = first === null || last === null || years.length < 2 ? null : last - first;
  const relative = unit !== "%" && unit !== "％" && change !== null && first !== null && first !== 0;
  return {
    label,
    unit,
    values,
    change,
    changePercent: relative ? (100 * change) / Math.abs(first) : null,
    indicators: members,
  };
}
