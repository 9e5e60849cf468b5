import {
  countReadings,
  type DayWindow,
  type DescribedLine,
  describeLines,
  type FieldworkReadings,
  type ObligationCount,
  type PlanLine,
  type PlanOutcome,
  type PlanSum,
  type Session,
  type Study,
  sayReason,
} from "@diaoyan/instruments";

/** A file that proves something, with what its bytes are. */
export interface EvidenceFile {
  /** Path inside the package. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What the acceptance list 佐证材料清单 is made of. */
export interface EvidenceList {
  readonly study: Study;
  readonly obligations: readonly ObligationCount[];
  readonly sessions: readonly Session[];
  /** Plan against actual; a study without a plan has none. */
  readonly plan?: readonly PlanLine[];
  readonly attachments: readonly EvidenceFile[];
  /** Hash of the state it was counted on. */
  readonly snapshot: string;
  /** The day of counting in China, `YYYY-MM-DD`. */
  readonly day: string;
  readonly software: string;
  /** Hash the study's log of responses ends with. */
  readonly log?: string;
}

/** A session with how many of its lines an obligation counts. */
export interface CountedSession {
  readonly line: DescribedLine;
  readonly counted: number;
}

const ofSessions: ReadonlySet<string> = new Set(["interviewPersonTimes", "fieldworkerPersonTimes", "persons", "units"]);

/** The five readings behind an obligation; null where it does not count people at sessions. */
export function readingsOf(counted: ObligationCount, sessions: readonly Session[]): FieldworkReadings | null {
  const { measure, filter } = counted.obligation;
  return ofSessions.has(measure) ? countReadings(filter, sessions) : null;
}

/** Sessions an obligation counts, in order of day and number. */
export function listCounted(counted: ObligationCount, sessions: readonly Session[]): readonly CountedSession[] {
  const bySession = new Map<string, CountedSession>();
  for (const line of describeLines(counted, sessions)) {
    if (line.reason !== null) continue;
    const known = bySession.get(line.session)?.counted ?? 0;
    bySession.set(line.session, { line, counted: known + 1 });
  }
  return [...bySession.values()];
}

/** How many lines are left out for each reason, the most frequent first: “未取得参加同意2条、已取消1条”. */
export function sayLeftOut({ lines }: ObligationCount): string {
  const counts = new Map<string, number>();
  for (const { reason, role } of lines) {
    if (reason === null) continue;
    const said = sayReason(reason, role).zh;
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([said, count]) => `${said}${count}条`)
    .join("、");
}

/** Plan against actual in a sentence. */
export function sayCount({ obligation: { atLeast, unit }, count, gap, planned }: ObligationCount): string {
  const arranged = planned > 0 ? `另已安排${planned}${unit}，尚未举行。` : "";
  if (atLeast === 0) return `已完成${count}${unit}，未设要求，仅供对照。${arranged}`;
  const outcome = gap === 0 ? "已达到要求" : `还差${gap}${unit}`;
  return `要求不少于${atLeast}${unit}，已完成${count}${unit}，${outcome}。${arranged}`;
}

/** The readings in a sentence. */
export function sayReadings({ sessions, interviewees, fieldworkers, persons, units }: FieldworkReadings): string {
  return `同一批记录的各种口径：${sessions}场，受访${interviewees}人次，调研组出动${fieldworkers}人次，受访${persons}人，单位${units}家。`;
}

/** How lists call what became of a planned session. */
export const outcomeNames: Readonly<Record<PlanOutcome, string>> = {
  held: "按计划举行",
  moved: "改期举行",
  postponed: "已改期，待举行",
  ahead: "待举行",
  overdue: "逾期未举行",
  cancelled: "已取消",
  unplanned: "计划外",
};

/** A window of days; "" where there is none. */
export function sayWindow(window: DayWindow | null): string {
  if (window === null) return "";
  return window.from === window.to ? window.from : `${window.from} 至 ${window.to}`;
}

/** Plan against actual of all sessions, gaps said plainly. */
export function sayPlan({ sessions, outcomes, planned, actual, unplanned, short }: PlanSum): string {
  const parts = (["held", "moved", "postponed", "ahead", "overdue", "cancelled"] as const)
    .filter((outcome) => outcomes[outcome] > 0)
    .map((outcome) => `${outcomeNames[outcome]}${outcomes[outcome]}场`);
  const beside = outcomes.unplanned > 0 ? `计划外举行${outcomes.unplanned}场，受访${unplanned}人次。` : "";
  const gap = short > 0 ? `已举行的场次比计划少${short}人次。` : "";
  if (sessions === 0) return `没有列入计划的场次。${beside}`;
  return `计划${sessions}场，其中${parts.join("、")}。计划受访${planned}人次，实际${actual}人次。${beside}${gap}`;
}

/** The rule by which 人次 are counted, as it is printed beside them. */
export const countingRule =
  "人次按“场次×人”计：受访人次为同意参加的受访者，调研组出动人次为到场的调研组成员；研讨会和专家论证会上的受访者须有会议记录。取消的场次、未同意或撤回同意的人员、陪同人员不计；人数和单位数不重复计数。人员和单位一律用代码。";
