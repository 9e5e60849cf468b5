import type { CaseSentence } from "@diaoyan/analysis";
import { brandAs, createOffsetIndex, makeTranscript } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { joinByTurn } from "./join-by-turn.ts";

const raw =
  "受访者甲：我是外科的。我一年做三百台。\n受访者乙：您那是外科。\n受访者甲：是的，各科不同。\n访谈员：内科呢？\n受访者甲：也分开评了。";
const transcript = makeTranscript({ id: brandAs("t"), revision: 2, session: null, title: "座谈（模拟数据）", raw });
const index = createOffsetIndex(transcript.text);

function said(text: string, revision = 2): CaseSentence {
  const start = transcript.text.indexOf(text);
  const span = { start: index.fromUtf16(start), end: index.fromUtf16(start + text.length) };
  return { text, source: { ...span, transcript: transcript.id, revision } };
}

const own: CaseSentence = { text: "执笔人补写。", source: null };
const join = (sentences: readonly CaseSentence[]) =>
  joinByTurn(
    sentences,
    sentences.map(({ text }) => [text]),
    () => transcript,
  ).map((texts) => texts.join(""));

it("begins a paragraph where another person speaks, another question is answered, and where a person wrote", () => {
  expect(
    join([
      said("我是外科的。"),
      said("我一年做三百台。"),
      own,
      said("您那是外科。"),
      said("各科不同。"),
      said("也分开评了。"),
    ]),
  ).toEqual(["我是外科的。我一年做三百台。", "执笔人补写。", "您那是外科。", "各科不同。", "也分开评了。"]);
  expect(join([own, own, said("我是外科的。")])).toEqual(["执笔人补写。", "执笔人补写。", "我是外科的。"]);
  expect(join([said("我是外科的。", 1), said("您那是外科。", 1)])).toHaveLength(1);
});
