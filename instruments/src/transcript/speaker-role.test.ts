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
    ["访员", "interviewer"],
    ["课题组成员", "interviewer"],
    ["受访老师", "interviewee"],
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

  it("finds one who asks in statements, and a second one beside a role word", () => {
    const statements =
      "A：说说考核的情况。\nB：考核一年一次，材料三十页，专家都是本院的。\nA：所以你们压力特别大。\nB：压力是有的，去年走的人有两个，都是骨干。";
    expect(interviewersOf(statements)).toEqual(["A"]);
    const second =
      "访谈员：评什么？\n受访者：代表作三篇，论文数量现在已经不看了。\n王：专家怎么请？\n受访者：一半从外地请，一半本市，当场抽签决定。\n王：你们是最规范的。\n受访者：过奖了，回避这一条我们做得还不细。";
    expect(interviewersOf(second)).toEqual(["访谈员", "王"]);
  });

  it("names nobody where nobody clearly asks", () => {
    expect(interviewersOf("王：我先说。\n李：我补充一点。\n王：好。\n李：谢谢。")).toEqual([]);
  });
});
