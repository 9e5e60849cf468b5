import type { PresentationTable, TableCell } from "@diaoyan/analysis";
import { drawSvg } from "../chart/draw-svg.ts";
import type { Block, CellMark, Evidence, Report, Run } from "../model/document.ts";
import { dataUrl } from "../picture/data-url.ts";
import type { Pictures, ReportPicture } from "../picture/read-picture.ts";
import { sayDay } from "../report/chinese-day.ts";
import { sayCitation } from "../report/citations.ts";
import { sayEvidence } from "../report/say-evidence.ts";
import { pageStyle } from "./page-style.ts";

/** Text as it may stand between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** Renders a report as one page without scripts; every evidence mark leads to its entry at the end. */
export async function renderHtml(report: Report, pictures: Pictures = new Map()): Promise<string> {
  const body: string[] = [];
  for (const block of report.blocks) body.push(await writeBlock(block, pictures));
  const mark = report.simulated ? '<p class="mark">模拟数据，仅供演示，不代表真实情况</p>' : "";
  const draft = report.mode === "draft" ? `<p class="facts">草稿，尚有${report.placeholders}处待撰写或确认</p>` : "";
  const facts = `<p class="facts">${escapeHtml(`${report.study.undertaker}　${sayDay(report.day)}`)}</p>`;
  const subtitle = report.subtitle === "" ? "" : `<p class="subtitle">${escapeHtml(report.subtitle)}</p>`;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(report.title)}</title>
<style>${pageStyle}</style>
</head>
<body>
${mark}
<header><h1>${escapeHtml(report.title)}</h1>${subtitle}${draft}${facts}</header>
<nav aria-label="目录"><h2>目录</h2>${writeContents(report)}</nav>
<main>
${body.join("\n")}
</main>
${writeEvidenceList(report)}
</body>
</html>
`;
}

function writeContents({ blocks, contents, evidence }: Report): string {
  const last = evidence.length === 0 ? "" : '<li class="level1"><a href="#evidence">附录　依据清单</a></li>';
  const lines = blocks.flatMap((block) =>
    block.kind === "heading" && block.level <= contents
      ? [`<li class="level${block.level}"><a href="#${block.id}">${escapeHtml(block.number + block.text)}</a></li>`]
      : [],
  );
  return `<ol>${lines.join("")}${last}</ol>`;
}

async function writeBlock(block: Block, pictures: Pictures): Promise<string> {
  switch (block.kind) {
    case "heading":
      return `<h${block.level + 1} id="${block.id}">${escapeHtml(block.number + block.text)}</h${block.level + 1}>`;
    case "paragraph":
      return `<p${block.id === undefined ? "" : ` id="${block.id}"`} class="${block.style}">${block.runs.map(writeRun).join("")}</p>${writeFootnotes(block.runs)}`;
    case "table":
      return `<figure id="${block.id}" class="table"><figcaption>表${block.number}　${escapeHtml(block.table.caption)}${block.table.unit ? `（单位：${escapeHtml(block.table.unit)}）` : ""}${markOf(block.evidence)}</figcaption><div class="wide">${writeHtmlTable(block.table, block.marks)}</div><p class="note">${escapeHtml(block.table.note)}</p></figure>`;
    case "figure":
      return `<figure id="${block.id}"><div class="wide" role="img" aria-label="${escapeHtml(block.caption)}">${await drawSvg(block.chart)}</div><figcaption>图${block.number}　${escapeHtml(block.caption)}${markOf(block.evidence)}</figcaption></figure>`;
    case "picture":
      return writePicture(block, pictures.get(block.attachment));
  }
}

/** A photograph inside the page itself, turned as it was taken. */
function writePicture(
  { caption, id }: Extract<Block, { kind: "picture" }>,
  picture: ReportPicture | undefined,
): string {
  const said = escapeHtml(caption);
  if (picture === undefined) return `<p id="${id}" class="note">${said}</p>`;
  const { height, turn, width } = picture;
  const image = `<img alt="${said}" width="${width}" height="${height}" src="${dataUrl(picture)}"`;
  if (turn === 0) return `<figure id="${id}" class="photo">${image}><figcaption>${said}</figcaption></figure>`;
  const lies = turn === 180;
  const [wide, high] = lies ? [width, height] : [height, width];
  // the turned picture lies in a frame of its own proportions
  const frame = `<svg viewBox="0 0 ${wide} ${high}" role="img" aria-label="${said}"><image href="${dataUrl(picture)}" width="${width}" height="${height}" x="${(wide - width) / 2}" y="${(high - height) / 2}" transform="rotate(${turn} ${wide / 2} ${high / 2})"/></svg>`;
  return `<figure id="${id}" class="photo">${frame}<figcaption>${said}</figcaption></figure>`;
}

/** Footnotes stand below their paragraph: a page without an end has no foot. */
function writeFootnotes(runs: readonly Run[]): string {
  return runs
    .flatMap(({ footnote }) => (footnote === undefined ? [] : [`<p class="footnote">注：${escapeHtml(footnote)}</p>`]))
    .join("");
}

function writeRun({ text, bold, italic, evidence, cites, footnote }: Run): string {
  if (footnote !== undefined) return "<sup>注</sup>";
  if (cites !== undefined) return `<sup><a href="#ref${cites[0]}">${sayCitation(cites)}</a></sup>`;
  const inner = bold ? `<strong>${escapeHtml(text)}</strong>` : escapeHtml(text);
  return `${italic ? `<em>${inner}</em>` : inner}${markOf(evidence ?? null)}`;
}

function markOf(id: string | null): string {
  return id === null ? "" : `<sup><a href="#${id}">[${id}]</a></sup>`;
}

/** A three-line table without caption and note; `marks` lead to evidence of single cells. */
export function writeHtmlTable({ header, body }: PresentationTable, marks: readonly CellMark[] = []): string {
  const markAt = (row: number, column: number): string =>
    marks
      .filter((mark) => mark.row === row && mark.column === column)
      .map(({ evidence }) => markOf(evidence))
      .join("");
  const head = header.map((cells) => writeRow(cells.map((cell) => writeCell(cell, "th"))));
  const rows = body.map((cells, row) =>
    writeRow(cells.map((cell, column) => writeCell(cell, "td", markAt(row, column)))),
  );
  return `<table><thead>${head.join("")}</thead><tbody>${rows.join("")}</tbody></table>`;
}

function writeRow(cells: readonly string[]): string {
  return `<tr>${cells.join("")}</tr>`;
}

function writeCell({ text, align }: TableCell, tag: "th" | "td", mark = ""): string {
  const look = align && align !== "left" ? ` class="${align}"` : "";
  return `<${tag}${look}>${escapeHtml(text)}${mark}</${tag}>`;
}

function writeEvidenceList({ evidence, snapshot, software }: Report): string {
  if (evidence.length === 0) return "";
  const entry = (one: Evidence): string => {
    const { said, basis, place } = sayEvidence(one);
    return `<li id="${one.id}"><strong>[${one.id}]</strong> ${escapeHtml(said)}<br><span>${escapeHtml(`${basis}　${place}`)}</span></li>`;
  };
  return `<section class="evidence"><h2 id="evidence">附录　依据清单</h2><p>正文中的编号标记对应下列依据。数据快照：${snapshot}；软件：${escapeHtml(software)}。</p><ul>${evidence.map(entry).join("")}</ul></section>`;
}
