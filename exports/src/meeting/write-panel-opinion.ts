import type { ScoreSummary, SubjectRanking, TableCell } from "@diaoyan/analysis";
import { type PanelOpinion, sayOrdinal } from "@diaoyan/instruments";
import type { FileChild } from "docx";
import { writeLine, writeOfficialDocument, writeSignature, writeSubject } from "../docx/official-document.ts";
import { pageProfiles } from "../docx/page-profile.ts";
import { writeTable } from "../docx/write-table.ts";
import { panelIncomplete } from "../errors.ts";
import { asSentence, linesOf, type Meeting, orOpen, sayOpening } from "./say-meeting.ts";

/** The scores of one sheet's subject under the sheet's name. */
export interface PanelScores {
  readonly sheet: string;
  readonly summary: ScoreSummary;
}

/** The order of subjects on one sheet under the sheet's name. */
interface PanelRanking {
  readonly sheet: string;
  readonly ranking: SubjectRanking;
}

/**
 * Drafts the opinion of a panel 专家组意见: what was heard, numbered conclusions, problems with what to mend, the verdict,
 * the panel's members by code, the scores. Throws `panel.incomplete` where no panel stands in the record or its
 * problems 存在问题 are not said.
 */
export async function writePanelOpinion(
  meeting: Meeting,
  scores: readonly PanelScores[],
  rankings: readonly PanelRanking[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  const { session, record } = meeting;
  const { panel } = record;
  if (panel === null) throw panelIncomplete(session.number, "panel", "the opinion of a panel");
  if (panel.problems.trim() === "")
    throw panelIncomplete(session.number, "panel.problems", "存在问题和改进建议, which no opinion may leave out");
  const conclusions = panel.conclusions.filter((one) => one.trim() !== "");
  const numbered = conclusions.length === 0 ? ["{待填写论证结论}"] : conclusions.map(asSentence);
  const heard = orOpen(panel.heard, "审阅的材料").replace(/[。；]$/u, "");
  return writeOfficialDocument({
    title: "专家组意见",
    creator: meeting.undertaker,
    description: `会议编号 ${session.number}；${meeting.software}`,
    simulated: meeting.simulated,
    takenAt: `${session.day}T00:00:00.000Z`,
    children: [
      writeLine(
        `${sayOpening(meeting)}“${session.title}”。专家组听取了课题组汇报，审阅了${heard}，经质询和讨论，形成意见如下：`,
      ),
      ...numbered.map((one, index) => writeLine(`${sayOrdinal(index + 1)}、${one}`)),
      writeSubject(`${sayOrdinal(numbered.length + 1)}、存在问题和改进建议`),
      ...linesOf(panel.problems).map((line) => writeLine(asSentence(line))),
      writeLine(sayVerdict(panel)),
      ...writeMembers(meeting, panel),
      ...scores.flatMap((one, index) => writeScores(one, index)),
      ...rankings.flatMap((one, index) => writeRanking(one, scores.length + index)),
      ...writeSignature("专家组组长（签字）：", record.signedOn, "日期"),
    ],
  });
}

function sayVerdict({ verdict }: PanelOpinion): string {
  return verdict === null ? "专家组{结论}通过论证。" : `专家组${verdict}通过论证。`;
}

const texts = (cells: readonly string[]): readonly TableCell[] => cells.map((text) => ({ text }));

/** Names stand on the signed sheet alone; the table has the codes and a place to sign. */
function writeMembers({ session }: Meeting, { leader }: PanelOpinion): readonly FileChild[] {
  const experts = session.participants.filter(({ person, seat }) => seat?.kind === "专家" || person === leader);
  if (experts.length === 0) return [];
  const inOrder = [...experts].sort((one, other) => Number(other.person === leader) - Number(one.person === leader));
  const body = inOrder.map(({ person, seat }) =>
    texts([
      person,
      person === leader ? "组长" : "成员",
      seat?.unit ?? "",
      seat?.position ?? "",
      seat?.field ?? "",
      "　　　　",
    ]),
  );
  const header = [texts(["代码", "组内职务", "单位", "职称", "专业领域", "签字"])];
  const table = { caption: "专家组名单", header, body, note: "" };
  return writeTable(pageProfiles.gongwen, { id: "members", number: "1", table, evidence: null });
}

const say = (value: number | null, digits = 2): string => (value === null ? "—" : value.toFixed(digits));

function writeScores({ sheet, summary }: PanelScores, index: number): readonly FileChild[] {
  const { items, total, subject } = summary;
  const maximum = items.reduce((sum, { item }) => sum + item.maximum, 0);
  const rows = items.map(({ item, n, mean, sd }) => [item.label, String(item.maximum), String(n), say(mean), say(sd)]);
  const sum = ["合计", String(maximum), String(summary.complete), say(total.mean), say(total.sd)];
  const table = {
    caption: `${sheet}：${subject}`,
    header: [texts(["评分项", "满分", "评分人数", "平均分", "标准差"])],
    body: [...rows, sum].map(texts),
    note: sayScores(summary),
  };
  return writeTable(pageProfiles.gongwen, {
    id: `scores${index + 1}`,
    number: String(index + 2),
    table,
    evidence: null,
  });
}

function writeRanking({ sheet, ranking }: PanelRanking, index: number): readonly FileChild[] {
  const table = {
    caption: `${sheet}：各评议对象排序`,
    header: [texts(["评议对象", "平均名次", "平均总分"])],
    body: ranking.subjects.map(({ subject, rank, mean }) => texts([subject, say(rank), say(mean)])),
    note: sayRanking(ranking),
  };
  return writeTable(pageProfiles.gongwen, {
    id: `ranking${index + 1}`,
    number: String(index + 2),
    table,
    evidence: null,
  });
}

/** On whom the order of the subjects rests and how far the experts agree on it, in words. */
export function sayRanking({ subjects, experts, leftOut, concordance }: SubjectRanking): string {
  const others = leftOut === 0 ? "" : `，另有${leftOut}位未对全部对象填写完整，不参与排序`;
  const basis = `按${experts}位专家各自给出的总分排序，同分取平均名次${others}。`;
  if (concordance === null) return `${basis}各位专家给全部对象的总分相同，无法计算一致性。`;
  const { w, p } = concordance;
  const test = subjects.length > 7 ? `，${p < 0.001 ? "p<0.001" : `p=${p.toFixed(3)}`}` : "，对象较少，不作显著性检验";
  return `${basis}专家对${subjects.length}个对象排序的一致性：肯德尔和谐系数W=${say(w, 3)}（已作同分校正${test}）。`;
}

/** The rule of the final score, the level and the agreement, in words. */
export function sayScores({ complete, experts, trimmed, total, level, concordance }: ScoreSummary): string {
  if (complete === 0) return `共${experts}份评分表，没有一份填写完整，不计合计分。`;
  const rule =
    trimmed === null
      ? `填写完整的评分表${complete}份，不足5份，最终得分取平均分${say(total.mean)}`
      : `填写完整的评分表${complete}份，去掉一个最高分和一个最低分后，最终得分${say(trimmed)}`;
  const agreement =
    concordance === null
      ? ""
      : `专家对各评分项得分率排序的一致性：肯德尔和谐系数W=${say(concordance.w, 3)}（已作同分校正，${concordance.judges}位专家，${concordance.objects}项）。`;
  return `${rule}，等次为${level ?? "—"}。${agreement}`;
}
