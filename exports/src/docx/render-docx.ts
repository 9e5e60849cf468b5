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
import type { Report, ReportProfile } from "../model/document.ts";
import { sayDay } from "../report/chinese-day.ts";
import { isUnfinished } from "../report/unfinished.ts";
import { normalisePackage } from "./normalise-package.ts";
import { type PageProfile, pageProfiles } from "./page-profile.ts";
import { readPngSize } from "./read-png-size.ts";
import { lookOf, textIn } from "./text-runs.ts";
import {
  type DrawnChart,
  lineSpacing,
  pixelsAPoint,
  toFill,
  writeBlocks,
  writeEvidence,
  writeHeading,
} from "./write-blocks.ts";
import { evidenceHeading, writeContents } from "./write-contents.ts";

/** Draws a chart as PNG with `scale` pixels a drawing point; what draws it differs by runtime. */
export type DrawPng = (spec: ChartSpec, options: { readonly scale: number }) => Promise<Uint8Array>;

/** What draws the charts, and the look where it differs from the outline's. */
export interface DocxOptions {
  readonly drawPng: DrawPng;
  readonly profile?: ReportProfile;
}

/** Chinese text with Western words and numbers, for spelling and hyphenation. */
const language = { value: "en-US", eastAsia: "zh-CN" } as const;

const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);

/** Renders a report as .docx: cover, contents, body, evidence list. The same report gives the same bytes. */
export async function renderDocx(
  report: Report,
  { drawPng, profile: name = report.profile }: DocxOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const profile = pageProfiles[name];
  const drawn = await drawCharts(report, drawPng);
  const document = new Document({
    title: report.title,
    subject: report.study.title,
    creator: report.study.undertaker,
    lastModifiedBy: report.study.undertaker,
    description: `快照 ${report.snapshot}；${report.software}${report.simulated ? "；模拟数据" : ""}`,
    keywords: report.simulated ? "模拟数据" : "",
    features: { updateFields: true },
    evenAndOddHeaderAndFooters: true,
    styles: documentStyles(profile),
    sections: [
      section(profile, report, [...writeCover(profile, report)], false),
      section(profile, report, [...writeContents(profile, report)], false),
      section(
        profile,
        report,
        [...writeBlocks(profile, report.blocks, drawn), ...writeAppendix(profile, report)],
        true,
      ),
    ],
  });
  return normalisePackage(new Uint8Array(await Packer.toArrayBuffer(document)), report);
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

function documentStyles(profile: PageProfile) {
  const heading = (level: 0 | 1 | 2 | 3) => ({
    run: { ...lookOf(profile.headings[level]), color: "000000" },
    paragraph: { spacing: lineSpacing(profile) },
  });
  return {
    default: {
      document: { run: { ...lookOf(profile.body), language }, paragraph: { spacing: lineSpacing(profile) } },
      heading1: heading(0),
      heading2: heading(1),
      heading3: heading(2),
      heading4: heading(3),
    },
    paragraphStyles: [
      { id: "Normal", name: "Normal", quickFormat: true, run: lookOf(profile.body) },
      {
        id: "Caption",
        name: "caption",
        basedOn: "Normal",
        next: "Normal",
        quickFormat: true,
        run: lookOf(profile.caption),
      },
    ],
  };
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
      // not linesAndChars: LibreOffice stretches every size of type to its character pitch
      grid: { type: "lines", linePitch: 579 },
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

function writeCover(profile: PageProfile, report: Report): readonly FileChild[] {
  const line = (text: string, look = profile.subtitle, before = 0, value = ""): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before, line: Math.round(look.size * 10 * 1.6), lineRule: LineRuleType.AT_LEAST },
      children: [textIn(look, text), textIn(look, value, isUnfinished(value) ? { shading: toFill } : {})],
    });
  const facts = [
    ["课题名称", report.study.title],
    ["承担单位", report.study.undertaker],
    ["课题负责人", report.study.lead],
    ["委托单位", report.study.commissioner],
    ["研究期限", report.study.period],
  ] as const;
  return [
    line(report.title, profile.title, 2_000),
    ...(report.subtitle === "" ? [] : [line(report.subtitle, profile.subtitle, 240)]),
    ...(report.mode === "draft"
      ? [line(`（草稿，尚有${report.placeholders}处待撰写或确认）`, profile.subtitle, 240)]
      : []),
    ...(report.simulated ? [line("（模拟数据，仅供演示）", profile.subtitle, 120)] : []),
    ...facts.map(([name, value], index) => line(`${name}：`, profile.subtitle, index === 0 ? 2_200 : 40, value)),
    line(sayDay(report.day), profile.subtitle, 700),
  ];
}

function writeAppendix(profile: PageProfile, report: Report): readonly FileChild[] {
  if (report.evidence.length === 0) return [];
  const intro = `正文中的编号标记对应下列依据。数据快照：${report.snapshot}；软件：${report.software}。`;
  return [
    writeHeading(profile, evidenceHeading),
    new Paragraph({
      spacing: { line: 280, lineRule: LineRuleType.AT_LEAST, after: 120 },
      children: [textIn(profile.note, intro)],
    }),
    ...writeEvidence(profile, report.evidence),
  ];
}
