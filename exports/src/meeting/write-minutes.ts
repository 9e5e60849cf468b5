import type { Decision, Opinion } from "@diaoyan/instruments";
import type { FileChild } from "docx";
import { writeLine, writeOfficialDocument, writeSignature, writeSubject } from "../docx/official-document.ts";
import { pageProfiles } from "../docx/page-profile.ts";
import { writeTable } from "../docx/write-table.ts";
import { sayDay } from "../report/chinese-day.ts";
import { asSentence, linesOf, type Meeting, orOpen, sayAttendance, sayOpening } from "./say-meeting.ts";

const numerals = ["一", "二", "三", "四", "五", "六"] as const;

/**
 * Drafts the minutes 会议纪要 of a meeting in the third person: 会议认为, 会议建议, 会议议定. Who said what stays in the
 * record, and neither notes nor reflections enter; what is not filled in is set off. The same record gives the same bytes.
 */
export function writeMinutes(meeting: Meeting): Promise<Uint8Array<ArrayBuffer>> {
  const { session, record } = meeting;
  const parts = [
    { name: "会议认为", lines: sayOpinions(meeting) },
    { name: "会议建议", lines: pointsOf(record.opinions, ["建议"]).map((point) => sayAs("建议", point)) },
    { name: "会议议定", lines: record.decisions.map(sayDecision) },
    { name: "保留意见", lines: sayReserved(meeting) },
  ].filter(({ name, lines }) => name === "会议认为" || lines.length > 0);
  return writeOfficialDocument({
    title: `${session.title}纪要`,
    creator: meeting.undertaker,
    description: `会议编号 ${session.number}；${meeting.software}`,
    simulated: meeting.simulated,
    takenAt: `${session.day}T00:00:00.000Z`,
    children: [
      writeLine(sayMeeting(meeting)),
      ...sayAgenda(record).map((line) => writeLine(line)),
      ...parts.flatMap(({ name, lines }, index) => [
        writeSubject(`${numerals[index]}、${name}`),
        ...(lines.length === 0 ? [writeLine("{待填写会议认为的内容}")] : lines.map((line) => writeLine(line))),
      ]),
      ...writeAdoption(record.opinions),
      ...writeSignature(orOpen(record.signedBy, "签发人"), record.signedOn, "签发日期"),
    ],
  });
}

function sayMeeting(meeting: Meeting): string {
  const { session, record } = meeting;
  const sequence = record.sequence === null ? "" : `（第${record.sequence}次${session.type}）`;
  const undertaker = record.undertaker.trim() === "" ? "" : `，${record.undertaker.trim()}承办`;
  const attendance = sayAttendance(record);
  const documents =
    record.documents.trim() === "" ? "" : `会议材料：${asSentence(linesOf(record.documents).join("；"))}`;
  return `${sayOpening(meeting)}“${session.title}”${sequence}${undertaker}。会议由${orOpen(record.chair, "主持人")}主持${attendance === "" ? "" : `，${attendance}`}。${documents}`;
}

/** All points of the agenda in one sentence; none where nobody wrote one. */
function sayAgenda({ agenda }: Meeting["record"]): readonly string[] {
  const points = linesOf(agenda).map((line) => line.replace(/[。；;，,]+$/u, ""));
  return points.length === 0 ? [] : [`会议议程：${points.join("；")}。`];
}

/** “会议建议，…”; whose writer began with the verb, or with the whole of it, has it once. */
function sayAs(verb: "认为" | "建议" | "议定", point: string): string {
  if (point.startsWith(`会议${verb}`)) return point;
  return point.startsWith(verb) ? `会议${point}` : `会议${verb}，${point}`;
}

const pointsOf = (opinions: readonly Opinion[], kinds: readonly Opinion["kind"][]): readonly string[] =>
  opinions
    .filter(({ kind, point }) => kinds.includes(kind) && point.trim() !== "")
    .map(({ point }) => asSentence(point));

function sayOpinions({ record }: Meeting): readonly string[] {
  return [...linesOf(record.consensus).map(asSentence), ...pointsOf(record.opinions, ["意见", "数据"])].map((point) =>
    sayAs("认为", point),
  );
}

function sayReserved({ record }: Meeting): readonly string[] {
  return [...linesOf(record.reserved).map(asSentence), ...pointsOf(record.opinions, ["异议"])].map(
    (point) => `有意见提出，${point}`,
  );
}

function sayDecision({ matter, owner, due }: Decision): string {
  const until = due === null ? "{期限}" : `${sayDay(due)}前完成`;
  return `${sayAs("议定", asSentence(matter).replace(/。$/u, ""))}，由${orOpen(owner, "责任人")}负责，${until}。`;
}

/** The adoption ledger 采纳情况台账, without speakers. */
function writeAdoption(opinions: readonly Opinion[]): readonly FileChild[] {
  if (opinions.length === 0) return [];
  const header = ["序号", "类型", "要点", "采纳情况", "理由", "落实在"].map((text) => ({ text }));
  const body = opinions.map(({ kind, point, adoption, reason, chapter }, index) =>
    [String(index + 1), kind, point, adoption ?? "待定", reason || "—", chapter || "—"].map((text) => ({ text })),
  );
  const table = { caption: "意见建议采纳情况", header: [header], body, note: "" };
  return writeTable(pageProfiles.gongwen, { id: "adoption", number: "1", table, evidence: null });
}
