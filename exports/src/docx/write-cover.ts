import { AlignmentType, type FileChild, LineRuleType, Paragraph } from "docx";
import type { Report } from "../model/document.ts";
import { sayDay } from "../report/chinese-day.ts";
import { isUnfinished } from "../report/unfinished.ts";
import type { PageProfile, TextLook } from "./page-profile.ts";
import { textIn } from "./text-runs.ts";
import { toFill } from "./write-blocks.ts";
import { writeFactTable } from "./write-facts.ts";

interface LineLook {
  readonly look: TextLook;
  /** Space before, in twentieths of a point. */
  readonly before: number;
  /** A fact of the study, shaded while it is still open. */
  readonly fact?: boolean;
}

function line(text: string, { look, before, fact = false }: LineLook): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before, line: Math.round(look.size * 10 * 1.6), lineRule: LineRuleType.AT_LEAST },
    children: [textIn(look, text, fact && isUnfinished(text) ? { shading: toFill } : {})],
  });
}

/** Title, subtitle, what state the text is in. */
function writeTitles({ title, subtitle }: PageProfile, report: Report, above: number): readonly FileChild[] {
  const open = `（草稿，尚有${report.placeholders}处待撰写或确认）`;
  return [
    ...breakTitle(report.title).map((part, index) => line(part, { look: title, before: index === 0 ? above : 0 })),
    ...(report.subtitle === "" ? [] : [line(report.subtitle, { look: subtitle, before: 240 })]),
    ...(report.mode === "draft" ? [line(open, { look: subtitle, before: 240 })] : []),
    ...(report.simulated ? [line("（模拟数据，仅供演示）", { look: subtitle, before: 120 })] : []),
  ];
}

/** Longest title on one line, in characters of 二号 on the type area. */
const longestLine = 19;

/** Ends of words a title may be broken after; nothing is torn apart that belongs together. */
const breaks = /(?<=人才|改革|对策(?!建议)|研究|发展|调研|课题|计划|案例集)(?!（)/u;

/** A long title on two lines, the upper one the longer (梯形回行), broken after a word. */
export function breakTitle(title: string): readonly string[] {
  const length = [...title].length;
  if (length <= longestLine) return [title];
  const parts = title.split(breaks);
  const cuts = parts.map((_, index) => parts.slice(0, index).join("")).filter((head) => head !== "");
  const distance = (head: string): number => Math.abs([...head].length - length * 0.58);
  const fitting = cuts.filter((head) => [...head].length <= longestLine && length - [...head].length <= longestLine);
  const [best] = fitting.sort((one, other) => distance(one) - distance(other));
  return best === undefined ? [title] : [best, title.slice(best.length)];
}

/** The cover: title, state, who has written it for whom, and when. */
export function writeCover(profile: PageProfile, report: Report): readonly FileChild[] {
  const { subtitle: look } = profile;
  return [
    ...writeTitles(profile, report, 2_400),
    line(report.study.undertaker, { look, before: 4_800, fact: true }),
    line(sayDay(report.day), { look, before: 120 }),
  ];
}

/** 课题信息页: what the project is, who has carried it out, on what state of the data the report rests. */
export function writeInformation(profile: PageProfile, report: Report): readonly FileChild[] {
  const { study } = report;
  const facts = [
    ["课题名称", study.title],
    ["委托单位", study.commissioner],
    ["承担单位", study.undertaker],
    ["课题负责人", study.lead],
    ["课题组成员", study.team],
    ["起止时间", study.period],
    ["经费来源", study.funding],
    ["成果名称", report.title],
    ["数据截止", sayDay(report.day)],
    ["发布范围", report.release === "public" ? "公开版，小格已隐去" : "内部版，未作小格处理"],
    ["数据快照", report.snapshot.slice(0, 16)],
    ["生成软件", report.software],
  ] as const;
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 240, after: 360 },
      children: [textIn(profile.headings[0], "课题信息")],
    }),
    writeFactTable(
      profile,
      facts.filter(([, value]) => value !== ""),
    ),
  ];
}

/** The head of a brief: its title, who has written it, and when. */
export function writeBriefHead(profile: PageProfile, report: Report): readonly FileChild[] {
  const { subtitle: look } = profile;
  return [
    ...writeTitles(profile, report, 0),
    line(`${report.study.undertaker}　${sayDay(report.day)}`, { look, before: 120 }),
    new Paragraph({ spacing: { line: 240, lineRule: LineRuleType.EXACT } }),
  ];
}
