import { buildReport, parseOutline, renderDocx, renderHtml } from "@diaoyan/exports";
import { drawPng } from "@diaoyan/exports/node";
import { sampleSnapshot } from "../../exports/src/testing/sample-study.ts";
import type { BenchLine } from "./bench-line.ts";

const responses = 2_000;
const chapters = 17;
const charts = chapters * 4;

/** A chapter of about six pages: running text, four analyses with tables and charts, quotations. */
function chapter(index: number): string {
  // another subset in each chapter: nothing is computed or drawn twice
  const third =
    index % 4 === 0 ? "kind=crosstab rows=UNIT columns=F_2" : 'kind=correlation variables="F_1,F_2,F_3,FAIR"';
  const where = `where='${JSON.stringify({ variable: "FAIR", gte: 1 + index * 0.05 })}'`;
  const text = "评价改革的成效取决于分类标准、同行评议和结果使用三个环节能否衔接。".repeat(8);
  return `# 第${index + 1}专题

## 现状

${text}有效答卷:value{kind=frequencies variable=UNIT path=n}份，均值为:value{kind=describe variables="F_1,FAIR" path=variables.1.mean}。

::analysis{kind=frequencies variable=UNIT ${where} show="sentences,table,chart" caption="单位类型（专题${index + 1}）"}

${text}

::analysis{kind=anova variable=FAIR by=UNIT ${where} show="sentences,table,chart" caption="公平感差异（专题${index + 1}）"}

## 问题

${text}

::analysis{${third} ${where} show="sentences,table,chart"}

::analysis{kind=ranking set=WISH ${where} show="sentences,table,chart"}

::quotes{code=2.1 n=2}

${text}
`;
}

/** Time of one report of about 100 pages with 68 charts from 2,000 responses: resolving, .docx and HTML. */
export async function benchReport(): Promise<readonly BenchLine[]> {
  const snapshot = sampleSnapshot({}, responses);
  const body = Array.from({ length: chapters }, (_, index) => chapter(index)).join("\n");
  const outline = parseOutline("bench.md", `---\ntitle: 百页报告\n---\n\n${body}`);
  const started = performance.now();
  const report = buildReport(outline, snapshot, { mode: "draft" });
  const built = performance.now();
  const docx = await renderDocx(report, { drawPng });
  const written = performance.now();
  await renderHtml(report);
  const seconds = (from: number, to: number): number => (to - from) / 1000;
  return [
    { name: `buildReport, ${charts} analyses of 2,000 responses`, value: seconds(started, built), unit: "s" },
    { name: `renderDocx, about 100 pages, ${charts} charts`, value: seconds(built, written), unit: "s" },
    { name: "renderHtml of the same", value: seconds(written, performance.now()), unit: "s" },
    {
      name: "report of 100 pages, resolved and written as .docx",
      value: seconds(started, written),
      unit: "s",
      budget: { atMost: 20 },
    },
    { name: "size of the .docx", value: docx.length / 1_048_576, unit: "MB" },
  ];
}
