import { hashText } from "../hash/content-hash.ts";
import type { Indicator } from "../model/evidence.ts";
import { indicatorSchema } from "../schema/evidence-schema.ts";

/** Something wrong in a row of an indicator file; `row` counts from 1 with the header, `column` is as the file names it. */
export interface IndicatorFault {
  readonly row: number;
  readonly column: string;
  readonly message: string;
}

/** What a file of indicators holds, and what is wrong with it; a file with a fault is not stored. */
export interface ReadIndicators {
  readonly indicators: readonly Indicator[];
  readonly faults: readonly IndicatorFault[];
}

type Field = keyof Indicator;

/** Headers a column may have, beside its field's name. */
const headers: Readonly<Record<Field, readonly string[]>> = {
  id: ["编号", "标识"],
  label: ["指标", "指标名称", "名称"],
  value: ["数值", "值", "指标值"],
  unit: ["单位", "计量单位"],
  year: ["年份", "年度"],
  source: ["来源", "数据来源"],
  kind: ["来源性质", "来源类型", "性质"],
  note: ["备注", "说明"],
};
const required: readonly Field[] = ["label", "value", "unit", "year", "source", "kind"];

/** Header of a template: what `readIndicators` reads. */
export const indicatorHeader: readonly string[] = Object.values(headers).map(([name = ""]) => name);

/**
 * Reads the rows of a sheet, the header first, as indicators. Every value needs unit, year, source and kind of source, so
 * that figures of different kinds are never mixed unlabelled. A row without an id gets one from what it says; the same
 * figure twice with different values is a fault. A row with a fault is left out, the others are read.
 */
export function readIndicators(rows: readonly (readonly string[])[]): ReadIndicators {
  const [header = [], ...lines] = rows;
  const columns = new Map<Field, number>();
  for (const field of Object.keys(headers) as Field[]) {
    const at = header.findIndex((name) => name.trim() === field || headers[field].includes(name.trim()));
    if (at >= 0) columns.set(field, at);
  }
  const absent = required.filter((field) => !columns.has(field));
  if (absent.length > 0) {
    const named = absent.map((field) => headers[field][0] ?? field);
    return { indicators: [], faults: [{ row: 1, column: named.join("、"), message: "column missing" }] };
  }
  const nameOf = (field: string): string => header[columns.get(field as Field) ?? -1]?.trim() ?? field;
  const faults: IndicatorFault[] = [];
  const indicators: Indicator[] = [];
  for (const [place, line] of lines.entries()) {
    const cell = (field: Field): string => (line[columns.get(field) ?? -1] ?? "").trim();
    if (line.every((text) => text.trim() === "")) continue;
    const row = place + 2;
    const written = {
      label: cell("label"),
      value: cell("value").replace(/[,，\s]/g, ""),
      unit: cell("unit"),
      year: cell("year").replace(/年$/, ""),
      source: cell("source"),
      kind: cell("kind"),
      note: cell("note"),
    };
    const parsed = indicatorSchema.safeParse({ id: cell("id") || makeId(written), ...written });
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        faults.push({ row, column: nameOf(String(path[0])), message });
      continue;
    }
    const twice = indicators.find((one) => one.id === parsed.data.id || figureOf(one) === figureOf(parsed.data));
    if (twice === undefined) indicators.push(parsed.data);
    else if (twice.value !== parsed.data.value || figureOf(twice) !== figureOf(parsed.data))
      faults.push({ row, column: nameOf("value"), message: `the same figure stands above with ${twice.value}` });
  }
  return { indicators, faults };
}

/** What makes two rows the same figure. */
function figureOf({ label, unit, year, kind }: Pick<Indicator, "label" | "unit" | "year" | "kind">): string {
  return JSON.stringify([label, unit, year, kind]);
}

function makeId(written: {
  readonly label: string;
  readonly unit: string;
  readonly year: string;
  readonly kind: string;
}) {
  return `x${hashText(figureOf(written as Indicator)).slice(0, 8)}`;
}
