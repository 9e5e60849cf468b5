import { describe, expect, it } from "vitest";
import { createOffsetIndex } from "../text/offset-index.ts";
import { parseTranscript } from "./parse-transcript.ts";
import { findInterviewers, speakerRole } from "./speaker-role.ts";

function interviewersOf(raw: string): readonly string[] {
  const { text, turns } = parseTranscript(raw);
  return [...findInterviewers(createOffsetIndex(text), turns)];
}

describe("speakerRole", () => {
  it.each([
    ["访谈员", "interviewer"],
    ["访谈员2", "interviewer"],
    ["主持人（课题组）", "interviewer"],
    ["Q", "interviewer"],
    ["受访者A", "interviewee"],
    ["受访者甲", "interviewee"],
    ["专家 3", "interviewee"],
    ["王", "unknown"],
    ["A", "unknown"],
  ])("%s → %s", (label, role) => {
    expect(speakerRole(label)).toBe(role);
  });
});

describe("findInterviewers", () => {
  it("goes by role words where there are any", () => {
    expect(interviewersOf("问：请讲。\n答：为什么问我？\n问：随便聊。\n答：好吗？")).toEqual(["问"]);
  });

  it("finds the one who asks among initials", () => {
    const raw =
      "A：您怎么看考核？\nB：考核太频繁，一年三次，材料很多。\nA：谁来评？\nB：主要是外单位的专家，有时不太懂我们的方向。";
    expect(interviewersOf(raw)).toEqual(["A"]);
  });

  it("names nobody where nobody clearly asks", () => {
    expect(interviewersOf("王：我先说。\n李：我补充一点。\n王：好。\n李：谢谢。")).toEqual([]);
  });
});
