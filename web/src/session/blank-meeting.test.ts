import type { Session } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { blankMeeting, withMeeting, withoutBlankMeeting } from "./blank-meeting.ts";
import { blankSession } from "./blank-session.ts";

const session = blankSession("s", "2026-10-12");

describe("withoutBlankMeeting", () => {
  it("stores no record nobody filled in, and gives a filled one back as it was", () => {
    expect(withoutBlankMeeting(withMeeting(session))).toEqual(session);
    const held: Session = { ...session, meeting: { ...blankMeeting, place: "会议室" } };
    expect(withoutBlankMeeting(withMeeting(held))).toEqual(held);
  });

  it("completes seats and drops points that were taken back", () => {
    const [person] = session.participants;
    const score = { id: "1", sheet: "s", subject: "报告", expert: "E1", points: { a: 5, b: null }, comment: "" };
    const typed = {
      ...session,
      participants: [{ ...person, seat: { unit: "甲校" } }],
      meeting: { ...blankMeeting, scores: [score] },
    } as unknown as Session;
    const stored = withoutBlankMeeting(typed);
    expect(stored.participants[0]?.seat).toEqual({
      unit: "甲校",
      position: "",
      field: "",
      kind: "专家",
      attendance: "纸质签到",
    });
    expect(stored.meeting?.scores[0]?.points).toEqual({ a: 5 });
  });
});
