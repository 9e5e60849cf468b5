import { type District, findDistrict, makeDistrictMap, tianjinDistricts } from "@diaoyan/analysis";
import type { Indicator } from "@diaoyan/instruments";
import type { Directive } from "../outline/outline.ts";
import { DirectiveError, nothingYet } from "./directive-error.ts";
import type { ReportState } from "./report-state.ts";

/** What an indicator of a district is of: “企业数（和平区）” and “和平区企业数” are “企业数” of 和平. Null where it names no district. */
export function readDistrictLabel(label: string): { readonly name: string; readonly district: District } | null {
  const [, before = "", inside = ""] = /^(.+)[（(]([^（）()]+)[）)]$/u.exec(label.trim()) ?? [];
  const bracketed = findDistrict(inside);
  if (bracketed !== null) return { name: before.trim(), district: bracketed };
  const rest = label.trim().replace(/^天津市/u, "");
  for (const district of tianjinDistricts) {
    const full = district.zh.endsWith("区") ? district.zh : `${district.zh}区`;
    if (rest.startsWith(full) && rest.length > full.length) return { name: rest.slice(full.length).trim(), district };
  }
  return null;
}

interface Placed {
  readonly district: District;
  readonly indicator: Indicator;
}

/** `::indicatorMap{indicator="企业数" year=2024 kind=官方统计 caption="…"}`: figures of Tianjin's districts as tiles, one map for each kind of source. */
export function resolveIndicatorMap(state: ReportState, { attributes, line }: Directive): void {
  const { indicator: wanted, year, kind, caption } = attributes;
  if (wanted === undefined || year === undefined)
    throw new DirectiveError('indicator, year: expected both, such as indicator="企业数" year=2024');
  const placed = state.snapshot.pack.indicators.flatMap((indicator): readonly Placed[] => {
    const of = readDistrictLabel(indicator.label);
    const fits = of?.name === wanted && indicator.year === year && (kind === undefined || indicator.kind === kind);
    return of !== null && fits ? [{ district: of.district, indicator }] : [];
  });
  if (placed.length === 0)
    throw new DirectiveError(
      `indicator: expected figures named with their district, such as “${wanted}（和平区）”, of ${year}; the study has none`,
      nothingYet,
    );
  for (const one of new Set(placed.map(({ indicator }) => indicator.kind)))
    addMap(
      state,
      placed.filter(({ indicator }) => indicator.kind === one),
      { caption: caption ?? wanted, line },
    );
}

function addMap(
  state: ReportState,
  placed: readonly Placed[],
  { caption, line }: { readonly caption: string; readonly line: number },
): void {
  const units = [...new Set(placed.map(({ indicator }) => indicator.unit))];
  const [unit = ""] = units;
  if (units.length > 1) throw new DirectiveError(`indicator: expected one unit on a map, got ${units.join(", ")}`);
  const tiles = placed.map(({ district, indicator: { value } }) => ({
    ...{ district, value, text: String(Number(value.toPrecision(12))), more: "" },
  }));
  const chart = makeDistrictMap(tiles, { locale: "zh", title: unit, beside: unit === "" ? [] : [`单位：${unit}`] });
  const [first] = placed;
  const { kind = "", year = "" } = first?.indicator ?? {};
  const sources = [...new Set(placed.map(({ indicator }) => indicator.source))].join("；");
  const query = `${caption}（分区；${year}年；${kind}；${sources}）`;
  const value = placed.map(({ district, indicator }) => `${district.zh}${indicator.value}${unit}`).join("、");
  const evidence = state.addEvidence({ kind: "indicator", query, n: null, value }, line);
  state.addFigure(`${caption}（${year}年，${kind}）`, chart, evidence);
  state.addParagraph("note", [{ text: `资料来源：${kind}：${sources}。` }]);
}
