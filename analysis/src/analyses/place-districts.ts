import type { Variable } from "@diaoyan/instruments";
import { makeDistrictMap } from "../charts/district-map.ts";
import { type District, findDistrict } from "../charts/tianjin-districts.ts";
import { noDistricts } from "../errors.ts";
import type { ChartSpec, PresentationContext } from "../model/presentation.ts";
import { formatNumber } from "../presentation/format-number.ts";
import { nameValue, say } from "../presentation/wording.ts";

/** A category with its number, null where it has none, and the cases (or their weights) behind it. */
export interface CategoryValue {
  readonly category: string;
  readonly value: number | null;
  readonly n: number;
}

/** The districts that the categories of a variable are, by their labels or by themselves. */
function placeCategories(variable: Variable | undefined, categories: readonly string[]): ReadonlyMap<string, District> {
  const labels = new Map((variable?.valueLabels ?? []).map(({ value, label }) => [value, label.zh]));
  return new Map(
    categories.flatMap((category) => {
      const district = findDistrict(labels.get(category) ?? category);
      return district === null ? [] : [[category, district] as const];
    }),
  );
}

/** Throws `chart.no-districts` unless more than half of the categories of a variable are districts of Tianjin. */
export function needDistricts(variable: Variable, categories: readonly string[]): void {
  const found = placeCategories(variable, categories).size;
  if (found * 2 <= categories.length) throw noDistricts(variable.name, found, categories.length);
}

/** What the colours mean, how numbers are written, and below how many cases a number is marked. */
interface MapAbout {
  readonly title: string;
  readonly digits: number;
  readonly unit: string;
  readonly fewest: number;
}

/** Values by district on a map of tiles; categories that are no district are named beneath with their values. */
export function drawDistricts(
  variable: string,
  values: readonly CategoryValue[],
  about: MapAbout,
  context: PresentationContext,
): ChartSpec | null {
  const places = placeCategories(
    context.variables.find(({ name }) => name === variable),
    values.map(({ category }) => category),
  );
  const known = values.flatMap((one) => (one.value === null ? [] : [{ ...one, value: one.value }]));
  const text = (value: number): string => `${formatNumber(value, about.digits)}${about.unit}`;
  const tiles = known.flatMap(({ category, value, n }) => {
    const district = places.get(category);
    const mark = n < about.fewest ? "＊" : "";
    return district === undefined
      ? []
      : [{ district, value, text: `${text(value)}${mark}`, more: `n=${Number(n.toFixed(1))}` }];
  });
  if (tiles.length === 0) return null;
  const others = known
    .filter(({ category }) => !places.has(category))
    .map(({ category, value }) => `${nameValue(variable, category, context)} ${text(value)}`);
  const listed = others.join(say(context, "，", ", "));
  const few = tiles.some(({ text: shown }) => shown.endsWith("＊"));
  const beside = [
    ...(few ? [say(context, `＊n<${about.fewest}，仅供参考`, `＊ n<${about.fewest}, read with care`)] : []),
    ...(listed === "" ? [] : [say(context, `图外：${listed}`, `Not on the map: ${listed}`)]),
  ];
  return makeDistrictMap(tiles, { locale: context.locale, title: about.title, beside });
}
