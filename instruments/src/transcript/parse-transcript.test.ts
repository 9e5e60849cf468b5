import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOffsetIndex } from "../text/offset-index.ts";
import { maximumTranscriptLength, parseTranscript } from "./parse-transcript.ts";

/** Turns as [speaker, seconds, words]. */
function read(raw: string): readonly (readonly [string, number | null, string])[] {
  const { text, turns } = parseTranscript(raw);
  const index = createOffsetIndex(text);
  return turns.map((turn) => [turn.speaker, turn.at, index.slice(turn)]);
}

describe("parseTranscript", () => {
  it("reads role labels and carries lines without a label on", () => {
    expect(read("访谈员：您怎么看考核周期？\n受访者：我觉得太短。\n一年一次，压力大。\n\n访谈员：好的。")).toEqual([
      ["访谈员", null, "您怎么看考核周期？"],
      ["受访者", null, "我觉得太短。\n一年一次，压力大。"],
      ["访谈员", null, "好的。"],
    ]);
  });

  it("reads time codes before, behind and above", () => {
    expect(read("[00:12:05] 王：来了。\n【75:30】李：走了。\n赵 (1:02:03)：在。\n说话人1 00:07\n第一句。")).toEqual([
      ["王", 725, "来了。"],
      ["李", 4530, "走了。"],
      ["赵", 3723, "在。"],
      ["说话人1", 7, "第一句。"],
    ]);
  });

  it("reads labels of known roles within a line, as recognisers write them", () => {
    expect(read("问：考核怎么改？答：三年一次。问：都满意？答：他问：“为什么？”我说：好。")).toEqual([
      ["问", null, "考核怎么改？"],
      ["答", null, "三年一次。"],
      ["问", null, "都满意？"],
      ["答", null, "他问：“为什么？”我说：好。"],
    ]);
    expect(read("受访者A：𠮷满意。受访者B：别代表我。访谈员：您说。\n受访者A：结论：还行。")).toEqual([
      ["受访者A", null, "𠮷满意。"],
      ["受访者B", null, "别代表我。"],
      ["访谈员", null, "您说。"],
      ["受访者A", null, "结论：还行。"],
    ]);
  });

  it("opens a new turn of the same speaker at a time code alone", () => {
    expect(read("A: 先说一点。\n[02:00] 再说一点。")).toEqual([
      ["A", null, "先说一点。"],
      ["A", 120, "再说一点。"],
    ]);
  });

  it("takes time codes among the words for beginnings and ends of turns, none within a sentence, no ratio, no time of day", () => {
    const text =
      "访谈员：#00:00:02-0# 怎么看？#00:00:09-5#\n受访者：周期太短。[00:00:20] 一年一次，（00:00:25）压力大。比例（3:20），下午（14:30）谈。#00:00:40-0#\n接着说。\n访谈员：好。";
    expect(read(text)).toEqual([
      ["访谈员", 2, "怎么看？"],
      ["受访者", 9.5, "周期太短。"],
      ["受访者", 20, "一年一次，（00:00:25）压力大。比例（3:20），下午（14:30）谈。"],
      ["受访者", 40, "接着说。"],
      ["访谈员", null, "好。"],
    ]);
    expect(parseTranscript(text).turns[0]?.until).toBe(9.5);
    expect(read("先说。 #00:01:00-4#\n再说。 #00:02:00-0#")).toEqual([
      ["", null, "先说。"],
      ["", 60.4, "再说。"],
    ]);
    expect(read("#00:00:05-1# 访谈员：请讲。")).toEqual([["访谈员", 5, "请讲。"]]);
  });

  it("knows a speaker who speaks once by post, by a familiar name, or from the list of those present", () => {
    const text =
      "座谈记录\n参加人员：王晓明、李强（某所）\n主持人：请各位谈。\n张主任：周期太短。\n注意：下面是重点。\n小陈：同意。\n李强：三年好。\n方法：先试点。\n高度：要重视。";
    expect(read(text)).toEqual([
      ["主持人", null, "请各位谈。"],
      ["张主任", null, "周期太短。\n注意：下面是重点。"],
      ["小陈", null, "同意。"],
      ["李强", null, "三年好。\n方法：先试点。\n高度：要重视。"],
    ]);
    expect(read("访谈员：您说。\n受访者：我说、王某、很好。\n总的：可以。")).toHaveLength(2);
  });

  it("does not take words before a colon for a speaker", () => {
    expect(
      read(
        "A：我们的做法是这样。\n一是：代表作。\n二是：小同行。\n最难的是：专家。\n比例大概\n3:20 左右。\nhttps://example.org",
      ),
    ).toEqual([
      [
        "A",
        null,
        "我们的做法是这样。\n一是：代表作。\n二是：小同行。\n最难的是：专家。\n比例大概\n3:20 左右。\nhttps://example.org",
      ],
    ]);
  });

  it("leaves the title block outside every turn", () => {
    expect(read("某所访谈记录\n日期：2024-05-06\n地点：天津\n\n问：请介绍。\n答：好。")).toEqual([
      ["问", null, "请介绍。"],
      ["答", null, "好。"],
    ]);
  });

  it("takes a text without speakers as one turn", () => {
    expect(read("\uFEFF  考核太频繁。\r\n希望三年一次。\r")).toEqual([["", null, "考核太频繁。\n希望三年一次。"]]);
  });

  it("normalises line ends and removes the byte-order mark", () => {
    expect(parseTranscript("\uFEFFA：一\r\nB：二\rA：三").text).toBe("A：一\nB：二\nA：三");
  });

  it("leaves out a label without words", () => {
    expect(read("问：\n答：有。\n问：")).toEqual([["答", null, "有。"]]);
  });

  it("refuses what is no text, with stable codes", () => {
    expect(() => parseTranscript(" \r\n\uFEFF")).toThrow(expect.objectContaining({ code: "transcript.empty" }));
    expect(() => parseTranscript("问：\0")).toThrow(expect.objectContaining({ code: "transcript.nul" }));
    expect(() => parseTranscript("问：\ud800")).toThrow(expect.objectContaining({ code: "text.lone-surrogate" }));
    expect(() => parseTranscript("长".repeat(maximumTranscriptLength + 1))).toThrow("2000001 characters");
  });

  it("keeps spans in order, apart and inside the text, and is stable on its own output", () => {
    const part = fc.constantFrom(
      "访谈员：",
      "受访者：",
      "[01:02] ",
      "王：",
      "😀",
      "𠮷",
      "人才。",
      "\n",
      "\r\n",
      " ",
      "A: ",
      "：",
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 40 }), (parts) => {
        const raw = `起${parts.join("")}`;
        const parsed = parseTranscript(raw);
        const { text, turns } = parsed;
        const index = createOffsetIndex(text);
        let last = 0;
        for (const turn of turns) {
          expect(turn.start).toBeGreaterThanOrEqual(last);
          expect(turn.end).toBeGreaterThan(turn.start);
          expect(index.slice(turn)).toBe(index.slice(turn).trim());
          last = turn.end;
        }
        expect(last).toBeLessThanOrEqual(index.length);
        expect(parseTranscript(text)).toEqual(parsed);
      }),
    );
  });
});
