import { brandAs, type Consent, type Instant, type Participant, type PersonCode } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { findRecordingBar } from "./may-record.ts";

const consent = (granted: boolean, at: string): Consent => ({
  kind: "recordAudio",
  granted,
  method: "口头",
  at: brandAs<Instant>(at),
});
const person = (code: string, role: Participant["role"], ...answers: readonly boolean[]): Participant => ({
  person: brandAs<PersonCode>(code),
  role,
  category: "",
  consents: answers.map((granted, index) => consent(granted, `2026-10-12T01:0${index}:00.000Z`)),
});
const barOf = (...participants: readonly Participant[]) => findRecordingBar({ participants });

describe("findRecordingBar", () => {
  it("lets a session be recorded when everybody interviewed agreed", () => {
    expect(barOf(person("P-01", "受访", true), person("R-01", "调研组"), person("P-02", "陪同"))).toBeNull();
    expect(barOf(person("P-01", "参会", true), person("P-02", "参会"))).toBeNull();
  });

  it("says why not", () => {
    expect(barOf()).toEqual({ reason: "nobody", persons: [] });
    expect(barOf(person("R-01", "调研组", true))).toEqual({ reason: "nobody", persons: [] });
    expect(barOf(person("P-01", "受访", true), person("P-02", "受访"))).toEqual({
      reason: "notAsked",
      persons: ["P-02"],
    });
    expect(barOf(person("P-01", "受访", true), person("P-02", "陪同", false))).toEqual({
      reason: "refused",
      persons: ["P-02"],
    });
  });

  it("goes by the last answer: consent can be taken back and given again", () => {
    expect(barOf(person("P-01", "受访", true, false))).toMatchObject({ reason: "refused" });
    expect(barOf(person("P-01", "受访", false, true))).toBeNull();
  });
});
