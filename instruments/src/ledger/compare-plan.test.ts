import { describe, expect, it } from "vitest";
import { brandAs, type Day, type SessionId, type UnitCode } from "../model/ids.ts";
import type { DayWindow, PlanItem } from "../model/plan.ts";
import type { Session } from "../model/session.ts";
import { sessionFromPlan } from "../plan/session-from-plan.ts";
import { planItemSchema } from "../schema/plan-schema.ts";
import { sessionSchema } from "../schema/session-schema.ts";
import { comparePlan, sumPlan } from "./compare-plan.ts";

const day = (text: string) => brandAs<Day>(text);
const idOf = (number: number) => brandAs<SessionId>(`00000000-0000-4000-8000-${String(number).padStart(12, "0")}`);
const may: DayWindow = { from: day("2026-05-01"), to: day("2026-05-10") };
const june: DayWindow = { from: day("2026-06-01"), to: day("2026-06-10") };

function item(number: number, change: Partial<PlanItem> = {}): PlanItem {
  return {
    id: idOf(number),
    type: "个别访谈",
    mode: "现场",
    title: `第${number}项`,
    number: `I${number}`,
    unit: brandAs<UnitCode>("U-1"),
    window: may,
    minutes: 60,
    protocol: "p-a",
    personTimes: 2,
    participants: [],
    assignees: [],
    note: "",
    moves: [],
    cancelled: null,
    heldAs: null,
    revision: 1,
    ...change,
  };
}

function held(planned: PlanItem, on: string, consenting: number, change: Partial<Session> = {}): Session {
  const session = sessionFromPlan(planned, undefined);
  const consent = { kind: "participate", granted: true, method: "口头", at: "2026-05-01T00:00:00.000Z" } as const;
  return {
    ...session,
    status: "held",
    day: day(on),
    participants: session.participants.map((one, at) => ({
      ...one,
      consents: at < consenting ? [consent as never] : [],
    })),
    ...change,
  };
}

describe("comparePlan", () => {
  const today = day("2026-05-20");
  const outcome = (planned: PlanItem, sessions: readonly Session[] = []) =>
    comparePlan([planned], sessions, today).find((line) => line.item === planned.id)?.outcome;

  it("tells held, moved, postponed, ahead, overdue and cancelled", () => {
    const one = item(1);
    const moved = item(1, { window: june, moves: [{ window: may, reason: "单位要求改期" }] });
    expect(outcome(one, [held(one, "2026-05-10", 2)])).toBe("held");
    expect(outcome(one, [held(one, "2026-05-11", 2)])).toBe("moved");
    expect(outcome(moved, [held(one, "2026-06-02", 2)])).toBe("moved");
    expect(outcome(moved)).toBe("postponed");
    expect(outcome(one)).toBe("overdue");
    expect(outcome(item(1, { window: june }))).toBe("ahead");
    expect(outcome(item(1, { cancelled: "受访者出差" }))).toBe("cancelled");
    expect(outcome(one, [{ ...held(one, "2026-05-02", 2), status: "cancelled" }])).toBe("cancelled");
  });

  it("gives the reason of whoever cancelled or moved", () => {
    const one = item(1);
    const cancelled = { ...held(one, "2026-05-02", 0, { cancelReason: "当天停电" }), status: "cancelled" as const };
    expect(comparePlan([one], [cancelled], today)[0]).toMatchObject({ outcome: "cancelled", reason: "当天停电" });
    const moved = item(2, { window: june, moves: [{ window: may, reason: "单位要求改期" }] });
    expect(comparePlan([moved], [], today)[0]).toMatchObject({ reason: "单位要求改期", first: may, window: june });
  });

  it("counts who consented against the plan, sessions nobody planned apart, and what others had too many not at all", () => {
    const [one, two, three] = [item(1), item(2), item(3)];
    const unplanned = held(item(9), "2026-05-12", 1);
    const lines = comparePlan(
      [one, two, three],
      [held(one, "2026-05-03", 1), held({ ...two, personTimes: 4 }, "2026-05-04", 4), unplanned],
      today,
    );
    expect(sumPlan(lines)).toEqual({
      sessions: 3,
      planned: 6,
      actual: 5,
      unplanned: 1,
      short: 1,
      outcomes: { held: 2, moved: 0, postponed: 0, ahead: 0, overdue: 1, cancelled: 0, unplanned: 1 },
    });
  });

  it("takes a session held under another id for the item it says", () => {
    const other = held(item(7), "2026-05-05", 2);
    const lines = comparePlan([item(1, { heldAs: other.id })], [other], today);
    expect(lines).toMatchObject([{ item: idOf(1), session: other.id, outcome: "held", actual: 2 }]);
  });
});

describe("sessionFromPlan", () => {
  it("makes a session of the item's id with the planned number of interviewees, that both schemas accept", () => {
    const planned = item(1, {
      personTimes: 3,
      participants: [
        { person: brandAs("P-01"), role: "受访", category: "正高" },
        { person: brandAs("R-01"), role: "调研组", category: "主访" },
      ],
    });
    const session = sessionFromPlan(planned, undefined);
    expect(session.id).toBe(planned.id);
    expect(session.participants.map(({ person, role }) => `${person} ${role}`)).toEqual([
      "P-01 受访",
      "R-01 调研组",
      "P-02 受访",
      "P-03 受访",
    ]);
    expect(sessionSchema.safeParse(session).success).toBe(true);
    expect(planItemSchema.safeParse(planned).success).toBe(true);
  });
});
