import {
  addAccounts,
  assignmentName,
  balanceAccount,
  type CollectorAccount,
  codePointLength,
  listInterviewees,
  type ResponseRecord,
  rateAccount,
  type Session,
} from "@diaoyan/instruments";
import type { Run } from "../model/document.ts";
import type { Directive } from "../outline/outline.ts";
import { saySpan } from "./chinese-day.ts";
import { DirectiveError } from "./directive-error.ts";
import type { ReportState } from "./report-state.ts";

const survey = "问卷的答卷记录";
const fieldwork = "访谈与会议的台账、转写稿和编码";

/** `::methods{part=surveys}`: what was asked of whom and when, and what was counted, from the records; a part or all. */
export function resolveMethods(state: ReportState, { attributes: { part }, line }: Directive): void {
  if (part !== undefined && part !== "surveys" && part !== "fieldwork")
    throw new DirectiveError(`part: expected surveys or fieldwork, got “${part}”`);
  if (part !== "fieldwork") addSurveys(state, line);
  if (part === "surveys") return;
  const held = state.snapshot.sessions
    .filter(({ status }) => status === "held")
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.number < b.number ? -1 : 1));
  state.addParagraph("body", [describeFieldwork(state, held, line)]);
  if (part === undefined) addRules(state);
  addSessionTable(state, held);
}

function addSurveys(state: ReportState, line: number): void {
  const names = [...new Set(state.snapshot.versions.map(({ definition }) => definition.name as string))];
  for (const name of names) {
    state.addParagraph("body", [describeSurvey(state, name, line)]);
    const account = describeAccount(state, name, line);
    if (account !== null) state.addParagraph("body", [account]);
  }
}

function addRules(state: ReportState): void {
  for (const text of [
    "剔除规则：未完成、已撤回和经研究人员排除的答卷不计入；逾期到达的答卷在认定之前不计入。回答“不清楚／不适用”的按缺失处理，不计入均值。",
    "作答出于自愿，属方便抽样；公开链接无从得知发放数，故给出访问数和完成率，不计算回收率；结论不能直接推断总体。",
  ])
    state.addParagraph("body", [{ text }]);
}

type Counts = Pick<CollectorAccount, "received" | "valid" | "late" | "excluded" | "withdrawn">;
type Sums = ReturnType<typeof addAccounts>;

/** The sums of a questionnaire's collectors; null where a snapshot has none. */
function sumsOf(state: ReportState, name: string): Sums | null {
  const accounts = (state.snapshot.accounts ?? []).filter(({ questionnaire }) => questionnaire === name);
  return accounts.length === 0 ? null : addAccounts(accounts);
}

/** A snapshot holds the responses that count; what else came in stands in the accounts. */
function countsOf(state: ReportState, name: string, own: readonly ResponseRecord[]): Counts {
  const count = (status: ResponseRecord["status"]) => own.filter((response) => response.status === status).length;
  return (
    sumsOf(state, name) ?? {
      received: own.length,
      valid: count("complete"),
      late: count("late"),
      excluded: count("excluded"),
      withdrawn: count("withdrawn"),
    }
  );
}

/** 回收, 有效 and the days of one questionnaire. */
function describeSurvey(state: ReportState, name: string, line: number): Run {
  const { versions, responses } = state.snapshot;
  const own = versions.filter(({ definition }) => definition.name === name);
  const hashes = new Set(own.map(({ hash }) => hash));
  const counted = responses.filter(({ version }) => hashes.has(version));
  const counts = countsOf(state, name, counted);
  const { received, valid } = counts;
  const title = `《${state.definition(name).title.zh}》`;
  const editions = own.length > 1 ? `（共${own.length}个发布版本）` : "";
  if (received === 0) return { text: `${title}${editions}尚未回收答卷。` };
  const days = counted.map(({ day }) => day as string).sort();
  const span = days.length === 0 ? "" : saySpan(days[0] ?? "", days.at(-1) ?? "");
  const text = `${title}${editions}采用网络问卷，${span}回收答卷${received}份，其中有效${valid}份${sayLeftOut(counts)}${state.simulatedMark}。${saySplit(counted)}`;
  const value = `回收${received}份，有效${valid}份`;
  return { text, evidence: state.addEvidence({ kind: "value", query: `${survey}：${name}`, n: valid, value }, line) };
}

/** How many answered a split form, and whom the figures of its modules rest on. */
function saySplit(received: readonly ResponseRecord[]): string {
  const assigned = received.filter(
    ({ status, answers }) => status === "complete" && Array.isArray(answers[assignmentName]),
  );
  if (assigned.length === 0) return "";
  return `有效答卷中${assigned.length}份采用分模块作答：每人回答全部核心题和系统随机分配的部分模块；各题的n为被问到该题且作出有效回答的人数，未分配到的不作缺失处理。`;
}

function sayLeftOut(counts: Counts): string {
  const names = { excluded: "排除", withdrawn: "撤回", late: "逾期未认定" } as const;
  const parts = (Object.keys(names) as (keyof typeof names)[]).flatMap((status) =>
    counts[status] === 0 ? [] : [`${names[status]}${counts[status]}份`],
  );
  return parts.length === 0 ? "" : `，${parts.join("、")}`;
}

const percent = (share: number | null): string => (share === null ? "—" : `${(100 * share).toFixed(1)}%`);

/** 发放 and 回收率 where everybody was invited, else 访问, 开始 and 完成率. Null where nobody counted. */
function describeAccount(state: ReportState, name: string, line: number): Run | null {
  const sums = sumsOf(state, name);
  const value = sums === null ? "" : sayVisits(sums);
  if (sums === null || value === "") return null;
  const query = `填答链接的计数：${name}`;
  const evidence = state.addEvidence({ kind: "value", query, n: sums.received, value }, line);
  return { text: `${value}${state.simulatedMark}。`, evidence };
}

function sayVisits(sums: Sums): string {
  const { invited, visits, starts, received, uncounted } = sums;
  const { response, completion } = rateAccount(sums);
  if (balanceAccount(sums).length > 0) return "访问、开始与收到的计数不相符，须先核对";
  if (invited !== null) return `发放邀请${invited}份，回收${received}份，回收率${percent(response)}`;
  if (visits === 0) return "";
  const apart = uncounted === 0 ? "" : `（另有${uncounted}份未经计数到达，不计入完成率）`;
  return `公开链接被打开${visits}次，开始填答${starts}次，提交${received - uncounted}份${apart}，完成率${percent(completion)}`;
}

/** 场次, 人次, minutes, characters and codings. */
function describeFieldwork(state: ReportState, held: readonly Session[], line: number): Run {
  const { codings } = state;
  const { transcripts } = state.snapshot;
  const proposed = codings.filter(({ origin }) => origin.kind === "rule").length;
  const minutes = held.reduce((sum, session) => sum + session.minutes, 0);
  const people = held.reduce((sum, session) => sum + listInterviewees(session).length, 0);
  const characters = transcripts.reduce((sum, { text }) => sum + codePointLength(text), 0);
  const value = `访谈、座谈和会议${held.length}场，受访${people}人次，合计${minutes}分钟；转写稿${transcripts.length}篇，共${characters}字；编码${codings.length}处${proposed === 0 ? "" : `（其中词典规则建议${proposed}处，待人工确认）`}`;
  const evidence = state.addEvidence({ kind: "value", query: fieldwork, n: held.length, value }, line);
  return { text: `共开展${value}${state.simulatedMark}。`, evidence };
}

function addSessionTable(state: ReportState, sessions: readonly Session[]): void {
  if (sessions.length === 0) return;
  const body = sessions.map((session) => [
    { text: session.number },
    { text: session.day },
    { text: session.type },
    { text: session.site.unitType },
    count(listInterviewees(session).length),
    count(session.minutes),
  ]);
  const right = { align: "right" } as const;
  state.addTable({
    caption: "访谈与会议一览",
    header: [
      [
        ...["编号", "日期", "类型", "单位类型"].map((text) => ({ text })),
        { text: "受访人次", ...right },
        { text: "分钟", ...right },
      ],
    ],
    body,
    note: `资料来源：${state.recordsSource}。`,
  });
}

function count(value: number) {
  return { text: String(value), value, align: "right" } as const;
}
