import fc from "fast-check";
import { expect, it } from "vitest";
import type { Turn } from "../model/transcript.ts";
import { alignTexts } from "./align-texts.ts";
import { carryTurns } from "./carry-turns.ts";
import { parseTranscript } from "./parse-transcript.ts";
import { readTranscript } from "./read-transcript.ts";

const srt = `1
00:00:01,250 --> 00:00:04,000
访谈员：请谈谈😀变化。

2
00:00:04,500 --> 00:00:50,750
受访者：以前数论文，现在看代表作。

3
00:01:58,125 --> 00:02:30,000
受访者：停了很久才说的话𠀀。
`;
const subtitled = readTranscript(srt, "srt");
const correct = (present: { text: string; turns: readonly Turn[] }, text: string) => {
  const marked = parseTranscript(present.text).turns;
  return carryTurns({ ...present, marked }, parseTranscript(text), alignTexts(present.text, text));
};
const times = (turns: readonly Turn[]) => turns.map(({ at, until }) => [at, until ?? null]);
const wordsOf = (text: string, turns: readonly Turn[]) =>
  turns.map(({ end, start }) => [...text].slice(start, end).join(""));
const all = [
  [1.25, 4],
  [4.5, 50.75],
  [118.125, 150],
];

it("keeps exact times and ends through a correction, which the text tells in whole seconds only", () => {
  expect(times(subtitled.turns)).toEqual(all);
  expect(times(correct(subtitled, subtitled.text.replace("代表作", "代表性成果")))).toEqual(all);
});

it("takes a time the corrector wrote, and gives a turn that was divided its time once", () => {
  const later = subtitled.text.replace("[00:00:04]", "[00:00:07]");
  expect(times(correct(subtitled, later))).toEqual([all[0], [7, 50.75], all[2]]);
  const divided = subtitled.text.replace("，现在", "，\n访谈员：嗯。\n受访者：现在");
  expect(times(correct(subtitled, divided))).toEqual([all[0], [4.5, null], [null, null], [null, 50.75], all[2]]);
  const joined = subtitled.text.replace("。\n[00:01:58] 受访者：停", "。停");
  expect(times(correct(subtitled, joined))).toEqual([all[0], [4.5, 150]]);
});

it("keeps the cuts of a text in which nobody is named, whatever is corrected within them", () => {
  const text = "第一段话说论文。第二段话👩‍🔬说职称。第三段话说周期𠀀。";
  const index = [...text];
  const cuts = [0, 8, index.indexOf("三") - 1];
  const whole = parseTranscript(text).turns[0] as Turn;
  const turns = cuts.map((start, at) => ({ ...whole, start, end: cuts[at + 1] ?? whole.end, at: at * 60 }) as Turn);
  const positions = index.map((_, at) => at).filter((at) => !cuts.includes(at) && !cuts.includes(at + 1));
  fc.assert(
    fc.property(
      fc.constantFrom(...positions),
      fc.constantFrom("", "错", "更正的字", "𠮷"),
      fc.boolean(),
      (at, typed, removes) => {
        const next = [...index.slice(0, at), typed, ...index.slice(removes ? at + 1 : at)].join("");
        const made = correct({ text, turns }, next);
        expect(made.map((turn) => turn.at)).toEqual([0, 60, 120]);
        expect(wordsOf(next, made).join("")).toBe(next);
      },
    ),
  );
});
