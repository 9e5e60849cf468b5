import type { Coding } from "@diaoyan/analysis";
import { createOffsetIndex, makeTranscript } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Block, makeBlocks, reuseBlocks } from "./blocks.ts";

const text = "访谈员：请谈谈变化。\n受访者：以前数论文😀篇数，现在看代表作。\n受访者：周期也长了。\n";
const transcript = makeTranscript({ id: "t", revision: 1, session: null, title: "一", raw: text } as never);
const index = createOffsetIndex(transcript.text);

function coding(id: string, start: number, end: number): Coding {
  return { id, start, end, code: "c1" } as unknown as Coding;
}

const segmentsOf = (blocks: readonly Block[]) => blocks.flatMap(({ segments }) => segments);

describe("makeBlocks", () => {
  it("makes one block a turn, without the speaker's label", () => {
    const blocks = makeBlocks(transcript, []);
    expect(blocks.map(({ speaker }) => speaker)).toEqual(["访谈员", "受访者", "受访者"]);
    expect(segmentsOf(blocks).map((segment) => segment.text)).toEqual([
      "请谈谈变化。",
      "以前数论文😀篇数，现在看代表作。",
      "周期也长了。",
    ]);
  });

  it("cuts where codings begin and end, so that an overlap is a segment of its own", () => {
    const start = transcript.turns[1]?.start ?? 0;
    const blocks = makeBlocks(transcript, [coding("a", start + 2, start + 8), coding("b", start + 5, start + 10)]);
    const shown = blocks[1]?.segments.map((segment) => [segment.text, segment.codings.map(({ id }) => id).join("")]);
    expect(shown).toEqual([
      ["以前", ""],
      ["数论文", "a"],
      ["😀篇数", "ab"],
      ["，现", "b"],
      ["在看代表作。", ""],
    ]);
  });

  it("shows a text without turns by paragraphs", () => {
    const plain = { ...transcript, text: "第一段。\n\n第二段。", turns: [] };
    expect(makeBlocks(plain, []).map(({ segments }) => segments[0]?.text)).toEqual(["第一段。", "第二段。"]);
  });

  it("never loses, doubles or moves a character, whatever the codings", () => {
    const spans = fc
      .tuple(fc.nat(index.length), fc.nat(index.length))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
    fc.assert(
      fc.property(fc.array(spans, { maxLength: 12 }), (given) => {
        const codings = given.filter(([a = 0, b = 0]) => b > a).map(([a = 0, b = 0], at) => coding(`k${at}`, a, b));
        const frozen = Object.freeze(codings);
        for (const [place, block] of makeBlocks(transcript, frozen).entries()) {
          const turn = transcript.turns[place];
          expect(block.segments.map((segment) => segment.text).join("")).toBe(
            turn === undefined ? "" : index.slice(turn),
          );
          for (const segment of block.segments) {
            expect(segment.text).toBe(index.slice(segment));
            const covering = codings.filter(({ start, end }) => start <= segment.start && end >= segment.end);
            expect(segment.codings.map(({ id }) => id).sort()).toEqual(covering.map(({ id }) => id).sort());
          }
        }
      }),
    );
  });

  it("draws 300,000 characters with 5,000 codings in less than a second", () => {
    const long = makeTranscript({
      id: "t",
      revision: 1,
      session: null,
      title: "长",
      raw: Array.from({ length: 3_000 }, (_, at) => `受访者：${"评价改革".repeat(24)}${at}。`).join("\n"),
    } as never);
    const codings = Array.from({ length: 5_000 }, (_, at) => coding(`k${at}`, at * 60, at * 60 + 40));
    const started = performance.now();
    const blocks = makeBlocks(long, codings);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(segmentsOf(blocks).length).toBeGreaterThan(5_000);
  });

  it("keeps the blocks that a new coding does not touch", () => {
    const start = transcript.turns[1]?.start ?? 0;
    const first = coding("a", start, start + 3);
    const before = makeBlocks(transcript, [first]);
    const after = reuseBlocks(before, makeBlocks(transcript, [first, coding("b", start + 4, start + 6)]));
    expect(after.map((block, at) => block === before[at])).toEqual([true, false, true]);
    expect(after[1]).toEqual(makeBlocks(transcript, [first, coding("b", start + 4, start + 6)])[1]);
    expect(reuseBlocks(after, makeBlocks(transcript, [first]))[1]).toEqual(before[1]);
  });
});
