import type { ChartSpec } from "@diaoyan/analysis";
import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  Header,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
} from "docx";
import { estimatePageNumbersWith } from "docx/layout";
import type { Block, Report, ReportProfile } from "../model/document.ts";
import type { Pictures } from "../picture/read-picture.ts";
import { documentStyles } from "./document-styles.ts";
import { normalisePackage } from "./normalise-package.ts";
import { type PageProfile, pageProfiles } from "./page-profile.ts";
import { readPngSize } from "./read-png-size.ts";
import { textIn } from "./text-runs.ts";
import { type Drawn, type DrawnChart, pixelsAPoint, writeBlocks, writeEvidence, writeHeading } from "./write-blocks.ts";
import { evidenceHeading, writeContents } from "./write-contents.ts";
import { writeBriefHead, writeCover, writeInformation } from "./write-cover.ts";

/** Draws a chart as PNG with `scale` pixels a drawing point; what draws it differs by runtime. */
export type DrawPng = (spec: ChartSpec, options: { readonly scale: number }) => Promise<Uint8Array>;

/** What draws the charts, and the look where it differs from the outline's. */
export interface DocxOptions {
  readonly drawPng: DrawPng;
  readonly profile?: ReportProfile;
  /** Photographs by attachment; those that are missing stand by their captions. */
  readonly pictures?: Pictures;
}

const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);

/** Renders a report as .docx: cover, contents, body, evidence list. The same report gives the same bytes. */
export async function renderDocx(
  report: Report,
  { drawPng, profile: name = report.profile, pictures = new Map() }: DocxOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const profile = pageProfiles[name];
  const drawn = { charts: await drawCharts(report, drawPng), pictures };
  const document = new Document({
    title: report.title,
    subject: report.study.title,
    creator: report.study.undertaker,
    lastModifiedBy: report.study.undertaker,
    description: `快照 ${report.snapshot}；提纲 ${report.outline}；${report.software}${report.simulated ? "；模拟数据" : ""}`,
    keywords: report.simulated ? "模拟数据" : "",
    features: { updateFields: true },
    // near enough to show before the program counts the pages with its own fonts
    pageNumbers: estimatePageNumbersWith({ guess: true }),
    evenAndOddHeaderAndFooters: true,
    styles: documentStyles(profile),
    sections: report.form === "brief" ? writeBrief(profile, report, drawn) : writeWhole(profile, report, drawn),
  });
  // the day, not the moment: the same state on the same day gives the same bytes
  return normalisePackage(new Uint8Array(await Packer.toArrayBuffer(document)), {
    takenAt: `${report.day}T00:00:00.000Z`,
  });
}

/** Cover, information page, abstract, contents, lists of tables and figures, text, evidence list. */
function writeWhole(profile: PageProfile, report: Report, drawn: Drawn): readonly ISectionOptions[] {
  const { abstract, rest } = splitAbstract(report.blocks);
  const front = [...writeInformation(profile, report), ...writeBlocks(profile, abstract, drawn)];
  return [
    section(profile, report, writeCover(profile, report), false),
    section(profile, report, front, false),
    section(profile, report, writeContents(profile, { ...report, blocks: rest }), false),
    section(profile, report, [...writeBlocks(profile, rest, drawn), ...writeAppendix(profile, report)], true),
  ];
}

/** The title above the text, nothing before it. */
function writeBrief(profile: PageProfile, report: Report, drawn: Drawn): readonly ISectionOptions[] {
  const children = [
    ...writeBriefHead(profile, report),
    ...writeBlocks(profile, report.blocks, drawn),
    // goes on behind the text: a brief is short
    ...writeAppendix(profile, report),
  ];
  return [section(profile, report, children, true)];
}

/** An outline that begins with 摘要 has it before the contents. */
function splitAbstract(blocks: readonly Block[]): {
  readonly abstract: readonly Block[];
  readonly rest: readonly Block[];
} {
  const isChapter = (block: Block): boolean => block.kind === "heading" && block.level === 1;
  const [first] = blocks;
  if (first?.kind !== "heading" || !first.text.startsWith("摘要")) return { abstract: [], rest: blocks };
  const next = blocks.findIndex((block, index) => index > 0 && isChapter(block));
  const end = next < 0 ? blocks.length : next;
  return { abstract: blocks.slice(0, end), rest: blocks.slice(end) };
}

/** Draws as many charts at once as the runtime has threads for; equal charts are drawn once. */
async function drawCharts(report: Report, drawPng: DrawPng): Promise<ReadonlyMap<string, DrawnChart>> {
  const drawings = new Map<string, Promise<DrawnChart>>();
  const figures = report.blocks.filter((block) => block.kind === "figure");
  const drawn = figures.map(async ({ id, chart }) => {
    const key = JSON.stringify(chart);
    const drawing = drawings.get(key) ?? drawPng(chart, { scale: pixelsAPoint }).then(withSize);
    drawings.set(key, drawing);
    return [id, await drawing] as const;
  });
  return new Map(await Promise.all(drawn));
}

function withSize(bytes: Uint8Array): DrawnChart {
  return { bytes, ...readPngSize(bytes) };
}

function section(
  profile: PageProfile,
  report: Report,
  children: readonly FileChild[],
  numbered: boolean,
): ISectionOptions {
  const { margins } = profile;
  const mark = new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: report.simulated
          ? [textIn(profile.note, "模拟数据，仅供演示，不代表真实情况", { color: "B3261E" })]
          : [],
      }),
    ],
  });
  return {
    properties: {
      page: {
        size: { width: twips(210), height: twips(297) },
        margin: {
          top: twips(margins.top),
          bottom: twips(margins.bottom),
          left: twips(margins.left),
          right: twips(margins.right),
          header: twips(15),
          footer: twips(25),
        },
        ...(numbered ? { pageNumbers: { start: 1 } } : {}),
      },
      // 22 lines × 28 characters; not linesAndChars, since LibreOffice stretches every size of type to its character pitch:
      // the body's tracking makes the 28 characters, and charSpace stands for whoever turns the type over
      grid: { type: "lines", linePitch: 579, charSpace: -848 },
    },
    headers: { default: mark, even: mark },
    footers: {
      default: pageFooter(profile, numbered, AlignmentType.RIGHT),
      even: pageFooter(profile, numbered, AlignmentType.LEFT),
    },
    children,
  };
}

/** “— 1 —”, at the outer edge: right on odd pages, left on even ones. */
function pageFooter({ pageNumber }: PageProfile, numbered: boolean, alignment: "right" | "left"): Footer {
  const children = numbered
    ? [textIn(pageNumber, "— "), textIn(pageNumber, "", { children: [PageNumber.CURRENT] }), textIn(pageNumber, " —")]
    : [];
  return new Footer({
    children: [new Paragraph({ alignment, indent: alignment === "right" ? { right: 320 } : { left: 320 }, children })],
  });
}

/** The evidence list: an appendix that begins a page, in a brief a short list behind the text. */
function writeAppendix(profile: PageProfile, report: Report): readonly FileChild[] {
  if (report.evidence.length === 0) return [];
  const isBrief = report.form === "brief";
  const snapshot = isBrief ? report.snapshot.slice(0, 16) : report.snapshot;
  const intro = `正文中的编号标记对应下列依据。数据快照：${snapshot}；软件：${report.software}。`;
  return [
    writeHeading(profile, isBrief ? { ...evidenceHeading, text: "依据清单" } : evidenceHeading),
    new Paragraph({
      spacing: { line: 280, lineRule: LineRuleType.AT_LEAST, after: 120 },
      children: [textIn(profile.note, intro)],
    }),
    ...writeEvidence(profile, report.evidence, { places: !isBrief }),
  ];
}
