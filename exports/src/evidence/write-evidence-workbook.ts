import { describeLines, type NewSheet, sayReason, writeWorkbook } from "@diaoyan/instruments";
import { countingRule, type EvidenceList, outcomeNames, readingsOf, sayWindow } from "./evidence-list.ts";

/** The acceptance list as .xlsx: figures, every line with its reason, plan against actual, attachments, how it was counted. */
export function writeEvidenceWorkbook(list: EvidenceList): Uint8Array<ArrayBuffer> {
  return writeWorkbook([figures(list), lines(list), ...plan(list), attachments(list), notes(list)]);
}

function figures({ obligations, sessions }: EvidenceList): NewSheet {
  const header = ["任务", "计划", "已完成", "已安排", "还差", "计量单位", "场次", "受访人次", "调研组出动人次"];
  const rows = obligations.map((counted) => {
    const { obligation, count, planned, gap } = counted;
    const readings = readingsOf(counted, sessions);
    const target = obligation.atLeast === 0 ? "仅供对照" : obligation.atLeast;
    const read = readings === null ? ["", "", "", "", ""] : [...Object.values(readings)];
    return [obligation.label.zh, target, count, planned, gap, obligation.unit, ...read];
  });
  return {
    name: "任务完成情况",
    rows: [[...header, "受访人数", "单位数"], ...rows],
    widths: [36, 10, 10, 10, 10, 10, 10, 10, 16, 10, 10],
  };
}

function lines({ obligations, sessions }: EvidenceList): NewSheet {
  const header = ["任务", "编号", "名称", "日期", "类型", "单位", "人员", "角色", "是否计入", "未计入的原因"];
  const rows = obligations.flatMap((counted) => {
    const label = counted.obligation.label.zh;
    if (counted.lines.length === 0)
      return counted.evidence.map((id) => [label, id, "", "", "", "", "", "", "计入", ""]);
    return describeLines(counted, sessions).map(({ number, title, day, type, unit, person, role, reason }) => {
      const outcome = reason === null ? ["计入", ""] : ["未计入", sayReason(reason, role).zh];
      return [label, number, title, day, type, unit, person ?? "", role ?? "", ...outcome];
    });
  });
  return { name: "佐证明细", rows: [header, ...rows], widths: [30, 18, 36, 12, 12, 10, 10, 10, 10, 26] };
}

function plan({ plan: planned = [] }: EvidenceList): readonly NewSheet[] {
  if (planned.length === 0) return [];
  const header = [
    "编号",
    "名称",
    "类型",
    "单位",
    "原计划",
    "计划",
    "实际日期",
    "计划人次",
    "实际人次",
    "执行情况",
    "原因",
  ];
  const rows = planned.map((line) => [
    line.number,
    line.title,
    line.type,
    line.unit ?? "",
    sayWindow(line.first),
    sayWindow(line.window),
    line.day ?? "",
    line.item === null ? "" : line.planned,
    line.actual,
    outcomeNames[line.outcome],
    line.reason,
  ]);
  return [{ name: "计划与实际", rows: [header, ...rows], widths: [18, 36, 12, 14, 26, 26, 12, 10, 10, 16, 30] }];
}

function attachments({ attachments: files }: EvidenceList): NewSheet {
  const rows = files.map(({ file, bytes, sha256 }) => [file, bytes, sha256]);
  return { name: "附件清单", rows: [["文件", "字节", "SHA-256"], ...rows], widths: [60, 12, 70] };
}

function notes({ study, snapshot, day, software }: EvidenceList): NewSheet {
  const rows = [
    ["课题", study.title.zh],
    ["承担单位", study.undertaker],
    ["统计日期", day],
    ["数据性质", study.simulated ? "模拟数据，仅供演示，不代表真实情况" : "实际记录"],
    ["计数规则", countingRule],
    ["快照", snapshot],
    ["软件", software],
  ];
  return { name: "说明", rows: [["项目", "内容"], ...rows], widths: [12, 90] };
}
