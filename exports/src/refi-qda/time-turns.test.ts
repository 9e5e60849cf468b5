import { parseTranscript } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { timeTurns } from "./time-turns.ts";

const text = "访谈员：请谈谈。\n受访者：以前数论文😀。现在看代表作，周期也长了。\n还要填表𠀀。\n";
const at = (words: string) => [...text.slice(0, text.indexOf(words))].length;

it("times turns, cuts one where a moment begins a sentence or line of it, and tells moments within a sentence", () => {
  const times = [
    { at: 0, position: 0 },
    { at: 5_000, position: at("受访者") },
    { at: 9_500, position: at("现在看") },
    { at: 12_000, position: at("周期也") },
    { at: 20_000, position: at("还要填") },
  ];
  const { turns, unplaced } = timeTurns(text, parseTranscript(text).turns, times);
  expect(unplaced).toBe(1);
  expect(turns.map((turn) => [turn.speaker, turn.at, [...text].slice(turn.start, turn.end).join("")])).toEqual([
    ["访谈员", 0, "请谈谈。"],
    ["受访者", 5, "以前数论文😀。"],
    ["受访者", 9.5, "现在看代表作，周期也长了。"],
    ["受访者", 20, "还要填表𠀀。"],
  ]);
});

it("cuts a text in which nobody is named at each moment, and gives words before the first none", () => {
  const plain = "先说的话。再说的话。";
  const { turns, unplaced } = timeTurns(plain, parseTranscript(plain).turns, [{ at: 1_500, position: 5 }]);
  expect(unplaced).toBe(0);
  expect(turns.map((turn) => [turn.at, turn.start, turn.end])).toEqual([
    [null, 0, 5],
    [1.5, 5, 10],
  ]);
});
