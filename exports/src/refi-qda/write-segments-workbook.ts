import { type NewSheet, writeWorkbook } from "@diaoyan/instruments";
import type { PlaceVerdict, QdaFinding, QdaImportReport } from "./import-report.ts";
import { listCodePaths, listSegments } from "./list-segments.ts";
import type { PositionReading } from "./position-reading.ts";
import type { QdaProject } from "./qda-project.ts";
import { sayFinding } from "./say-finding.ts";

const longest = 32_000;

/** A text as a cell can hold it; what is beyond is said to be left out. */
function fit(text: string): string {
  if (text.length <= longest) return text;
  const letters = [...text];
  return `${letters.slice(0, longest / 2).join("")}…（以下从略，共${letters.length}字）`;
}

/** Words of the verdicts on the places of codings. */
export const verdictWords: Readonly<Record<PlaceVerdict, string>> = {
  quote: "引文相符",
  neighbours: "据其他编码或句界判定",
  same: "各种计数方式位置相同",
  assumed: "无从核对，按标准计数",
  moved: "引文不在所记位置，已移至唯一相符处",
  differs: "引文与所记位置不符，未移动",
  cut: "止点略超出文本，截至文末",
  empty: "起止相同，没有文字",
  outside: "位置超出文本，未保留",
};

const findingWords: Readonly<Record<QdaFinding["kind"], string>> = { lost: "未保留", changed: "已改变", note: "提示" };

/** Coded segments, codebook, cases and, for an imported project, the verdict on every coding and what was not kept. */
export function writeSegmentsWorkbook(project: QdaProject, report?: QdaImportReport): Uint8Array<ArrayBuffer> {
  const sheets = [writeSegments(project), writeCodes(project), writeCases(project)];
  return writeWorkbook(report === undefined ? sheets : [...sheets, writeVerdicts(report), writeFindings(report)]);
}

function writeSegments(project: QdaProject): NewSheet {
  const header = ["材料", "起", "止", "编码", "原文", "编码人", "时间", "备注", "批注"];
  const rows = listSegments(project).map(({ source, start, end, code, quote, coder, at, memo, comment }) => [
    source,
    start,
    end,
    code,
    fit(quote),
    coder,
    at,
    fit(memo),
    fit(comment),
  ]);
  return { name: "编码片段", rows: [header, ...rows], widths: [24, 8, 8, 28, 60, 12, 20, 30, 30] };
}

function writeCodes({ codes, sources }: QdaProject): NewSheet {
  const counts = new Map<string, number>();
  for (const { selections, codings } of sources)
    for (const { code } of [...selections.flatMap((one) => one.codings), ...codings])
      counts.set(code, (counts.get(code) ?? 0) + 1);
  const rows = listCodePaths(codes).map(({ code, path, level }) => [
    path,
    level + 1,
    counts.get(code.guid) ?? 0,
    code.color ?? "",
    fit(code.description),
  ]);
  return { name: "编码表", rows: [["编码", "层级", "编码次数", "颜色", "说明"], ...rows], widths: [40, 8, 10, 10, 60] };
}

function writeCases({ cases, sources, variables }: QdaProject): NewSheet {
  const names = new Map(sources.map(({ guid, name }) => [guid, name]));
  const valuesOf = (values: QdaProject["cases"][number]["values"]) =>
    variables.map(({ guid }) =>
      fit(
        values
          .filter(({ variable }) => variable === guid)
          .map(({ value }) => value ?? "")
          .join("、"),
      ),
    );
  const ofCases = cases.map(({ name, sources: listed, values }) => [
    name ?? "",
    fit(listed.map((guid) => names.get(guid) ?? "").join("、")),
    ...valuesOf(values),
  ]);
  const ofSources = sources
    .filter(({ values }) => values.length > 0)
    .map(({ name, values }) => ["", name, ...valuesOf(values)]);
  return {
    name: "个案与属性",
    rows: [["个案", "材料", ...variables.map(({ name }) => name)], ...ofCases, ...ofSources],
  };
}

function writeVerdicts({ codings }: QdaImportReport): NewSheet {
  const header = ["材料", "核对结果", "所记起", "所记止", "采用起", "采用止", "计数方式", "所在文字"];
  const rows = codings.map(({ source, verdict, given, span, reading, words }) => [
    source,
    verdictWords[verdict],
    Number.isFinite(given.start) ? given.start : "",
    Number.isFinite(given.end) ? given.end : "",
    span?.start ?? "",
    span?.end ?? "",
    sayReading(reading),
    words,
  ]);
  return { name: "位置核对", rows: [header, ...rows], widths: [24, 30, 8, 8, 8, 8, 24, 60] };
}

function sayReading({ unit, breaks, bom, first, closed }: PositionReading): string {
  return [
    { codePoints: "码点", utf16: "UTF-16", bytes: "UTF-8字节" }[unit],
    `换行计${{ one: "1", file: "实数", two: "2" }[breaks]}`,
    ...(bom ? ["计入BOM"] : []),
    ...(first === 1 ? ["从1数起"] : []),
    ...(closed ? ["止于末字"] : []),
  ].join("，");
}

function writeFindings({ findings }: QdaImportReport): NewSheet {
  const rows = findings.map((one) => [
    findingWords[one.kind],
    one.what,
    sayFinding(one),
    fit(one.detail ?? ""),
    one.code,
  ]);
  const header = ["类别", "对象", "说明", "细节", "代号"];
  return { name: "导入说明", rows: [header, ...rows], widths: [10, 30, 60, 80, 20] };
}
