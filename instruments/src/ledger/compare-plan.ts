import type { Day, SessionId, UnitCode } from "../model/ids.ts";
import type { DayWindow, PlanItem } from "../model/plan.ts";
import type { Session, SessionType } from "../model/session.ts";
import { listInterviewees } from "./count-obligations.ts";

/**
 * What became of a planned item: `held` in its first window, `moved` to another and held, `postponed` to another and still
 * to be held, `ahead`, `overdue` where its window is over and nothing was held, `cancelled`; `unplanned` is a held session
 * nobody had planned.
 */
export type PlanOutcome = "held" | "moved" | "postponed" | "ahead" | "overdue" | "cancelled" | "unplanned";

/** One line of plan against actual; 人次 are those of interviewees who count. */
export interface PlanLine {
  readonly item: SessionId | null;
  readonly session: SessionId | null;
  readonly title: string;
  readonly number: string;
  readonly type: SessionType;
  readonly unit: UnitCode | null;
  /** The window it was first planned for; null for what was not planned. */
  readonly first: DayWindow | null;
  /** The window that stands. */
  readonly window: DayWindow | null;
  readonly day: Day | null;
  readonly outcome: PlanOutcome;
  /** Why it was moved or cancelled, as people gave it; "" where nobody did. */
  readonly reason: string;
  readonly planned: number;
  readonly actual: number;
  readonly assigned: number;
}

/** What plan and actual come to: sessions by outcome, 人次, and how many are missing as of the day. */
export interface PlanSum {
  readonly sessions: number;
  readonly outcomes: Readonly<Record<PlanOutcome, number>>;
  readonly planned: number;
  /** 人次 at planned sessions, and at those nobody had planned. */
  readonly actual: number;
  readonly unplanned: number;
  /** 人次 that held sessions fell short of their plan; what others had too many does not make up for it. */
  readonly short: number;
}

/**
 * Holds every planned item against what was held, as of the day `on`: a session of the item's id, or the one it says it was
 * held as. In order of day.
 */
export function comparePlan(items: readonly PlanItem[], sessions: readonly Session[], on: Day): readonly PlanLine[] {
  const known = new Map(sessions.map((session) => [session.id, session]));
  const used = new Set<SessionId>();
  const lines = items.map((item) => {
    const session = known.get(item.heldAs ?? item.id) ?? known.get(item.id);
    used.add(item.id);
    if (session !== undefined) used.add(session.id);
    return compareItem(item, session, on);
  });
  const unplanned = sessions.filter(({ id, status }) => status === "held" && !used.has(id)).map(lineOfUnplanned);
  return [...lines, ...unplanned].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf({ day, window, number, item, session }: PlanLine): string {
  return `${day ?? window?.from ?? ""} ${number} ${item ?? session ?? ""}`;
}

function compareItem(item: PlanItem, session: Session | undefined, on: Day): PlanLine {
  const held = session?.status === "held";
  const first = item.moves[0]?.window ?? item.window;
  const outcome = judgeItem(item, session, { first, on });
  const cancelReason = item.cancelled ?? session?.cancelReason ?? "";
  return {
    item: item.id,
    session: session?.id ?? null,
    title: item.title,
    number: session?.number || item.number,
    type: item.type,
    unit: item.unit,
    first,
    window: item.window,
    day: held ? session.day : null,
    outcome,
    reason: outcome === "cancelled" ? cancelReason : item.moves.map(({ reason }) => reason).join("；"),
    planned: item.personTimes,
    actual: held ? listInterviewees(session).length : 0,
    assigned: item.assignees.length,
  };
}

function judgeItem(
  { window, moves, cancelled }: PlanItem,
  session: Session | undefined,
  { first, on }: { readonly first: DayWindow; readonly on: Day },
): PlanOutcome {
  if (session?.status === "held") return lies(session.day, first) ? "held" : "moved";
  if (cancelled !== null || session?.status === "cancelled") return "cancelled";
  if (window.to < on) return "overdue";
  return moves.length > 0 ? "postponed" : "ahead";
}

function lies(day: Day, { from, to }: DayWindow): boolean {
  return from <= day && day <= to;
}

function lineOfUnplanned(session: Session): PlanLine {
  const { id, title, number, type, day, site } = session;
  return {
    item: null,
    session: id,
    title,
    number,
    type,
    unit: site.unit,
    first: null,
    window: null,
    day,
    outcome: "unplanned",
    reason: "",
    planned: 0,
    actual: listInterviewees(session).length,
    assigned: 0,
  };
}

/** Sums the lines of `comparePlan`. */
export function sumPlan(lines: readonly PlanLine[]): PlanSum {
  const outcomes = { held: 0, moved: 0, postponed: 0, ahead: 0, overdue: 0, cancelled: 0, unplanned: 0 };
  const sum = { sessions: 0, planned: 0, actual: 0, unplanned: 0, short: 0 };
  for (const { outcome, planned, actual } of lines) {
    outcomes[outcome] += 1;
    if (outcome === "unplanned") {
      sum.unplanned += actual;
      continue;
    }
    sum.sessions += 1;
    sum.planned += planned;
    sum.actual += actual;
    if (outcome === "held" || outcome === "moved") sum.short += Math.max(0, planned - actual);
  }
  return { ...sum, outcomes };
}
