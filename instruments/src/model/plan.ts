import type { Day, SessionId, UnitCode, UserId } from "./ids.ts";
import type { Participant, SessionMode, SessionType } from "./session.ts";

/** From the first to the last day a session may be held. */
export interface DayWindow {
  readonly from: Day;
  readonly to: Day;
}

/** A window that was given up for another, and why. */
export interface PlanMove {
  readonly window: DayWindow;
  readonly reason: string;
}

/** A planned visit, interview or meeting 计划: the session made of it bears the same id. */
export interface PlanItem {
  readonly id: SessionId;
  readonly type: SessionType;
  readonly mode: SessionMode;
  readonly title: string;
  readonly number: string;
  readonly unit: UnitCode | null;
  readonly window: DayWindow;
  readonly minutes: number;
  readonly protocol: string | null;
  /** 受访人次 that are planned; those named below are among them. */
  readonly personTimes: number;
  /** Who is planned to be there, by code and kind. */
  readonly participants: readonly Pick<Participant, "person" | "role" | "category">[];
  /** Accounts of the interviewers whose device gets it; nobody: it waits with those who steer. */
  readonly assignees: readonly UserId[];
  readonly note: string;
  /** Windows it had before, oldest first. */
  readonly moves: readonly PlanMove[];
  /** Why it will not be held; null while it will. */
  readonly cancelled: string | null;
  /** A session held in its place under another id. */
  readonly heldAs: SessionId | null;
  readonly revision: number;
}
