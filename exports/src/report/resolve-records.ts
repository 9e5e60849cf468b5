import { codePointLength, type Session } from "@diaoyan/instruments";
import type { Block } from "../model/document.ts";
import type { Directive } from "../outline/outline.ts";
import { DirectiveError, type ReportState } from "./report-state.ts";

/** `::ledger{}`: every obligation with what is evidenced; gaps are said plainly. */
export function resolveLedger(state: ReportState, { line }: Directive): void {
  const number = state.nextTable();
  const body = state.obligations.map(({ obligation, count, gap, met, evidence }) => {
    const query = `${obligation.label.zh}：${
      evidence
        .slice(0, 40)
        .map((id) => nameRecord(state, id))
        .join("、") || "无"
    }`;
    state.addEvidence({ kind: "ledger", query, n: count, value: `${count}${obligation.unit}` }, line);
    return [
      { text: obligation.label.zh },
      { text: `≥${obligation.atLeast}${obligation.unit}` },
      { text: `${count}${obligation.unit}`, value: count },
      { text: met ? "已达到" : `尚缺${gap}${obligation.unit}` },
    ];
  });
  state.blocks.push({
    kind: "table",
    id: `t${number}`,
    number,
    evidence: null,
    table: {
      caption: "任务要求与完成情况对照",
      header: [["任务要求", "指标", "已完成", "情况"].map((text) => ({ text }))],
      body,
      note: "人次按“场次×受访且同意参加者”计；取消的场次和未同意参加者不计。",
    },
  });
}

function nameRecord({ snapshot }: ReportState, id: string): string {
  return snapshot.sessions.find((session) => session.id === id)?.number ?? id;
}

/** `::methods{}`: what was asked of whom and when, from the records. */
export function resolveMethods(state: ReportState): void {
  const { snapshot } = state;
  const mark = snapshot.pack.study.simulated ? "（模拟数据）" : "";
  const surveys = [...new Set(snapshot.versions.map(({ definition }) => definition.name as string))].map((name) => {
    const definition = state.definition(name);
    const hashes = new Set(
      snapshot.versions.filter((version) => version.definition.name === name).map(({ hash }) => hash),
    );
    const days = snapshot.responses
      .filter(({ version }) => hashes.has(version))
      .map(({ day }) => day as string)
      .sort();
    const span =
      days.length === 0
        ? "尚未回收"
        : days[0] === days.at(-1)
          ? `于${days[0]}回收`
          : `于${days[0]}至${days.at(-1)}回收`;
    return `《${definition.title.zh}》${span}有效答卷${days.length}份${mark}。`;
  });
  const held = snapshot.sessions.filter(({ status }) => status === "held");
  const minutes = held.reduce((sum, session) => sum + session.minutes, 0);
  const characters = snapshot.transcripts.reduce((sum, { text }) => sum + codePointLength(text), 0);
  const fieldwork = `共开展访谈、座谈和会议${held.length}场，合计${minutes}分钟；整理转写稿${snapshot.transcripts.length}篇，约${characters}字；编码${snapshot.codings.length}处${mark}。`;
  const honesty =
    "本次问卷为方便抽样，链接公开，发放数未知，不计算回收率；结论不能直接推断全市总体。含“不清楚／不适用”的回答按缺失处理，不计入均值。";
  for (const text of [...surveys, fieldwork, honesty])
    state.blocks.push({ kind: "paragraph", style: "body", runs: [{ text }] });
  state.blocks.push(sessionTable(state, held));
}

function sessionTable(state: ReportState, sessions: readonly Session[]): Block {
  const number = state.nextTable();
  const body = sessions.map(({ number: code, day, type, site, participants, minutes }) =>
    [
      code,
      day,
      type,
      site.unitType,
      String(participants.filter(({ role }) => role === "受访").length),
      String(minutes),
    ].map((text) => ({ text })),
  );
  return {
    kind: "table",
    id: `t${number}`,
    number,
    evidence: null,
    table: {
      caption: "访谈与会议一览",
      header: [["编号", "日期", "类型", "单位类型", "受访人数", "分钟"].map((text) => ({ text }))],
      body,
      note: `资料来源：课题组调研台账${state.snapshot.pack.study.simulated ? "（模拟数据）" : ""}。`,
    },
  };
}

/** `::finding{id=…}`: problem, evidence and cause of one finding. */
export function resolveFinding(state: ReportState, { attributes, line }: Directive): void {
  const finding = state.snapshot.pack.findings.find(({ id }) => id === attributes["id"]);
  if (finding === undefined)
    throw new DirectiveError(
      `id: expected one of ${state.snapshot.pack.findings.map(({ id }) => id).join(", ")}, got ${attributes["id"] ?? "nothing"}`,
    );
  const evidence = state.addEvidence(
    {
      kind: "finding",
      query: `问题“${finding.problem}”的依据：${finding.evidence.join("、")}`,
      n: null,
      value: finding.problem,
    },
    line,
  );
  state.blocks.push({
    kind: "paragraph",
    style: "body",
    runs: [
      { text: "问题：", bold: true },
      { text: `${finding.problem}。`, evidence },
    ],
  });
  state.blocks.push({
    kind: "paragraph",
    style: "body",
    runs: [{ text: "成因：", bold: true }, { text: `${finding.cause}。` }],
  });
}

/** `::recommendation{id=…}`: measure, responsible unit, deadline and effect. */
export function resolveRecommendation(state: ReportState, { attributes }: Directive): void {
  const found = state.snapshot.pack.recommendations.find(({ id }) => id === attributes["id"]);
  if (found === undefined)
    throw new DirectiveError(
      `id: expected one of ${state.snapshot.pack.recommendations.map(({ id }) => id).join(", ")}, got ${attributes["id"] ?? "nothing"}`,
    );
  const lines = [
    ["举措：", found.measure],
    ["责任单位：", found.responsible],
    ["完成时限：", found.deadline],
    ["预期效果：", found.effect],
  ] as const;
  for (const [name, text] of lines)
    state.blocks.push({ kind: "paragraph", style: "body", runs: [{ text: name, bold: true }, { text: `${text}。` }] });
}
