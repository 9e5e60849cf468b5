import type { CodedProvision, PolicyComparison, PolicyRows } from "@diaoyan/analysis";
import { type NewSheet, type PolicySource, writeWorkbook } from "@diaoyan/instruments";

/** Longest text a cell is given; a cell of a spreadsheet ends at 32,767. */
const longest = 32_000;

/** What a workbook of policy documents is made of. */
export interface PolicyWorkbook {
  readonly comparison: PolicyComparison;
  readonly by: PolicyRows;
  readonly policies: readonly PolicySource[];
  readonly simulated: boolean;
}

/** Comparison (provisions, and documents in brackets), every coded provision with its citation, and the list of documents. */
export function writePolicyWorkbook({ by, comparison, policies, simulated }: PolicyWorkbook): Uint8Array<ArrayBuffer> {
  return writeWorkbook([writeMatrix(comparison, by, simulated), writeProvisions(comparison), writeList(policies)]);
}

/** What the rows of a comparison are called. */
export const rowHeads: Readonly<Record<PolicyRows, string>> = { region: "地区", level: "层级", year: "年份" };

/** What is said under a comparison. */
export function notesOf({ unconfirmed }: PolicyComparison, simulated: boolean): readonly string[] {
  return [
    "表中为条款数：条，或带编号的段；一个条款对一个主题计1次。",
    ...(unconfirmed > 0 ? [`另有${unconfirmed}件文件信息待确认，未计入。`] : []),
    ...(simulated ? ["模拟数据，仅供演示，不代表真实情况。"] : []),
  ];
}

function writeMatrix(comparison: PolicyComparison, by: PolicyRows, simulated: boolean): NewSheet {
  const { cells, columns, rows } = comparison;
  const header = [rowHeads[by], "文件数", ...columns.map(({ name, number }) => `${number} ${name}`)];
  const body = rows.map(({ texts, value }, row) => [
    value,
    texts.length,
    ...(cells[row] ?? []).map((provisions) => provisions.length),
  ]);
  return {
    name: "比较",
    rows: [header, ...body, [], ...notesOf(comparison, simulated).map((note) => [note])],
    widths: [24, 10, ...columns.map(() => 14)],
  };
}

function writeProvisions({ cells, columns, rows }: PolicyComparison): NewSheet {
  const header = ["地区", "层级", "文件", "发文机关", "文号", "成文日期", "条款", "主题", "编码片段", "条款全文"];
  const body = rows.flatMap((_, row) =>
    columns.flatMap((code, column) =>
      (cells[row]?.[column] ?? []).map((provision) => writeProvision(provision, `${code.number} ${code.name}`)),
    ),
  );
  return { name: "条款", rows: [header, ...body], widths: [16, 12, 36, 24, 20, 12, 16, 20, 40, 60] };
}

function writeProvision({ citation, codings, policy, words }: CodedProvision, theme: string) {
  const quotes = codings.map(({ quote }) => quote).join("；");
  const { day, issuer, level, number, region, title } = policy;
  return [
    region,
    level,
    title,
    issuer,
    number,
    day ?? "",
    citation,
    theme,
    quotes.slice(0, longest),
    words.slice(0, longest),
  ];
}

function writeList(policies: readonly PolicySource[]): NewSheet {
  const header = ["文件", "发文机关", "文号", "成文日期", "地区", "层级", "效力", "来源网址", "文件名", "信息已确认"];
  const rows = policies.map(({ confirmed, day, file, issuer, level, number, region, state, title, url }) => [
    title,
    issuer,
    number,
    day ?? "",
    region,
    level,
    state,
    url,
    file,
    confirmed === null ? "否" : "是",
  ]);
  return { name: "文件目录", rows: [header, ...rows], widths: [40, 24, 20, 12, 16, 12, 12, 40, 30, 12] };
}
