import { brandAs, type PersonCode, planItemSchema } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { blankItem, isMoved, toDraft, toItem } from "./plan-draft.ts";

const id = "00000000-0000-4000-8000-000000000001";
const stored = { ...blankItem(id, "2026-05-01"), title: "访谈", revision: 1, personTimes: 2 };
const nobody = () => undefined;

describe("a planned item in its form", () => {
  it("goes through the form unchanged, and the schema takes it", () => {
    expect(toItem(stored, toDraft(stored), nobody)).toEqual(stored);
    expect(planItemSchema.safeParse(toItem(stored, toDraft(stored), nobody)).success).toBe(true);
  });

  it("keeps the window it had, with the reason, once it is moved", () => {
    const draft = { ...toDraft(stored), from: "2026-06-01", to: "2026-06-02", moveReason: " 单位要求 " };
    expect(isMoved(stored, draft)).toBe(true);
    const { window, moves } = toItem(stored, draft, nobody);
    expect(window).toEqual({ from: "2026-06-01", to: "2026-06-02" });
    expect(moves).toEqual([{ window: { from: "2026-05-01", to: "2026-05-01" }, reason: "单位要求" }]);
    expect(isMoved({ ...stored, revision: 0 }, draft)).toBe(false);
  });

  it("names people by code and kind, keeps the team, and plans no fewer person-times than people", () => {
    const team = { person: brandAs<PersonCode>("R-01"), role: "调研组" as const, category: "主访" };
    const before = { ...stored, personTimes: 1, participants: [team] };
    const draft = { ...toDraft(before), people: ["abc", "def"] };
    const { participants, personTimes } = toItem(before, draft, (person) => (person === "abc" ? "正高" : undefined));
    expect(participants).toEqual([
      team,
      { person: "abc", role: "受访", category: "正高" },
      { person: "def", role: "受访", category: "" },
    ]);
    expect(personTimes).toBe(2);
  });

  it("is cancelled with a reason, and taken up again without one", () => {
    const cancelled = toItem(stored, { ...toDraft(stored), cancel: true, cancelReason: "出差" }, nobody);
    expect(cancelled.cancelled).toBe("出差");
    expect(toItem(cancelled, { ...toDraft(cancelled), cancel: false }, nobody).cancelled).toBeNull();
  });
});
