import { type ObligationCount, sayOrdinal, sumPlan } from "@diaoyan/instruments";
import type { FileChild } from "docx";
import { writeLine, writeOfficialDocument, writeSignature, writeSubject } from "../docx/official-document.ts";
import { pageProfiles } from "../docx/page-profile.ts";
import { writeTable } from "../docx/write-table.ts";
import { sayDay } from "../report/chinese-day.ts";
import { toCells } from "../report/table-cells.ts";
import {
  countingRule,
  type EvidenceList,
  listCounted,
  outcomeNames,
  readingsOf,
  sayCount,
  sayLeftOut,
  sayPlan,
  sayReadings,
  sayWindow,
} from "./evidence-list.ts";

/** Tables numbered in order of writing. */
function createTables() {
  let number = 0;
  return (caption: string, header: readonly string[], rows: readonly (readonly (string | number)[])[]) => {
    number += 1;
    const table = { caption, header: [toCells(header)], body: rows.map(toCells), note: "" };
    return writeTable(pageProfiles.gongwen, { id: `t${number}`, number: String(number), table, evidence: null });
  };
}

type Tables = ReturnType<typeof createTables>;

/** The acceptance list as .docx in 公文式: plan against actual, the evidence of every figure, attachments. */
export function writeEvidenceList(list: EvidenceList): Promise<Uint8Array<ArrayBuffer>> {
  const { study, day, snapshot, software } = list;
  const tables = createTables();
  const { zh: title } = study.title;
  const { from, to } = study.period;
  return writeOfficialDocument({
    title: "佐证材料清单",
    creator: study.undertaker,
    description: `快照 ${snapshot}；${software}`,
    simulated: study.simulated,
    takenAt: `${day}T00:00:00.000Z`,
    children: [
      writeLine(
        `课题“${title}”（研究周期${sayDay(from)}至${sayDay(to)}）由${study.commissioner}委托、${study.undertaker}承担。截至${sayDay(day)}，任务完成情况和佐证材料如下。`,
      ),
      writeSubject("一、任务完成情况"),
      ...summarise(list, tables),
      writeSubject("二、各项任务的佐证"),
      ...list.obligations.flatMap((counted, index) => writeObligation(list, counted, { index, tables })),
      ...writePlan(list, tables),
      writeSubject(`${hasPlan(list) ? "四" : "三"}、附件`),
      ...writeAttachments(list, tables),
      writeSubject(`${hasPlan(list) ? "五" : "四"}、说明`),
      writeLine(countingRule),
      writeLine(`本清单由${software}根据快照${snapshot.slice(0, 16)}生成，各文件的校验值见 manifest.json。`),
      ...writeSignature(study.undertaker, day, "日期"),
    ],
  });
}

function summarise({ obligations }: EvidenceList, tables: Tables): readonly FileChild[] {
  if (obligations.length === 0) return [writeLine("课题没有设置任务指标。")];
  const rows = obligations.map(({ obligation: { label, atLeast, unit }, count, gap, planned }) => [
    label.zh,
    atLeast === 0 ? "仅供对照" : `${atLeast}${unit}`,
    `${count}${unit}`,
    planned === 0 ? "—" : `${planned}${unit}`,
    gap === 0 ? "—" : `${gap}${unit}`,
  ]);
  return tables("任务要求与完成情况", ["任务", "计划", "已完成", "已安排", "还差"], rows);
}

function writeObligation(
  { sessions }: EvidenceList,
  counted: ObligationCount,
  { index, tables }: { readonly index: number; readonly tables: Tables },
): readonly FileChild[] {
  const { obligation, evidence, lines } = counted;
  const readings = readingsOf(counted, sessions);
  const rows = listCounted(counted, sessions).map(({ line, counted: times }) => [
    line.number,
    line.title,
    line.day,
    line.type,
    line.unit,
    times,
  ]);
  const leftOut = sayLeftOut(counted);
  return [
    writeSubject(`（${sayOrdinal(index + 1)}）${obligation.label.zh}`, 2),
    writeLine(sayCount(counted)),
    ...(readings === null ? [] : [writeLine(sayReadings(readings))]),
    ...(leftOut === "" ? [] : [writeLine(`未计入：${leftOut}。逐条见工作簿“佐证明细”。`)]),
    ...(rows.length === 0
      ? []
      : tables(`${obligation.label.zh}：计入的记录`, ["编号", "名称", "日期", "类型", "单位", "计入"], rows)),
    ...(lines.length > 0 ? [] : [writeLine(sayRecords(obligation.measure, evidence))]),
  ];
}

function hasPlan({ plan = [] }: EvidenceList): boolean {
  return plan.length > 0;
}

function writePlan(list: EvidenceList, tables: Tables): readonly FileChild[] {
  const { plan = [] } = list;
  if (!hasPlan(list)) return [];
  const rows = plan.map((line) => [
    [line.number, line.title].filter(Boolean).join(" "),
    sayWindow(line.window),
    line.day ?? "—",
    line.item === null ? "—" : line.planned,
    line.actual,
    [outcomeNames[line.outcome], line.reason].filter(Boolean).join("："),
  ]);
  return [
    writeSubject("三、调研计划与执行"),
    writeLine(sayPlan(sumPlan(plan))),
    ...tables("计划与实际", ["场次", "计划日期", "实际日期", "计划人次", "实际人次", "执行情况及原因"], rows),
  ];
}

function sayRecords(measure: string, evidence: readonly string[]): string {
  if (evidence.length === 0) return "尚无佐证。";
  return measure === "responses"
    ? `佐证为有效答卷${evidence.length}份，存于系统，可按编号核对。`
    : `佐证为定稿：${evidence.join("、")}。`;
}

function writeAttachments({ attachments }: EvidenceList, tables: Tables): readonly FileChild[] {
  if (attachments.length === 0) return [writeLine("没有附件。")];
  const rows = attachments.map(({ file, bytes, sha256 }) => [file, bytes, sha256.slice(0, 16)]);
  return tables("附件清单", ["文件", "字节", "SHA-256（前16位）"], rows);
}
