import {
  brandAs,
  type Code,
  type Codebook,
  type CodeId,
  type CodingId,
  createOffsetIndex,
  type DictionaryRule,
  type Instant,
  makeTranscript,
  type TranscriptId,
} from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCoding } from "./check-coding.ts";
import { suggestCodings } from "./suggest-codings.ts";

function codeOf(number: string, rules: readonly DictionaryRule[]): Code {
  const texts = { name: `码${number}`, definition: "", include: "", exclude: "", example: "" };
  return { id: brandAs<CodeId>(number), parent: null, number, ...texts, rules };
}
const codebook: Codebook = {
  version: "1",
  modifiers: {},
  codes: [
    codeOf("1.1", [{ any: ["论文", "SCI"], none: ["不谈论文"] }]),
    codeOf("2.1", [{ any: ["同行"], all: ["小"] }, { any: ["内行"] }]),
    codeOf("3.1", []),
  ],
};

function suggest(raw: string) {
  let made = 0;
  const transcript = makeTranscript({ id: brandAs<TranscriptId>("t"), revision: 3, session: null, title: "", raw });
  const codings = suggestCodings(codebook, transcript, {
    nextId: () => brandAs<CodingId>(`s${++made}`),
    at: brandAs<Instant>("2026-11-23T08:00:00.000Z"),
  });
  return { transcript, codings };
}
const read = (raw: string) => suggest(raw).codings.map(({ code, quote, origin }) => [code, quote, origin]);
const rule = (name: string) => ({ kind: "rule", rule: name });

describe("suggestCodings", () => {
  it("codes what the interviewee says, not what is asked", () => {
    expect(read("问：论文还重要吗？小同行呢？\n答：现在看论文，但是不多。")).toEqual([
      ["1.1", "现在看论文", rule("1.1#0")],
    ]);
  });

  it("joins neighbouring clauses of one code and keeps apart what stands apart", () => {
    expect(read("答：以前数论文，看ｓｃｉ，现在不了。但是论文还是要写的。")).toEqual([
      ["1.1", "以前数论文，看ｓｃｉ", rule("1.1#0")],
      ["1.1", "但是论文还是要写的。", rule("1.1#0")],
    ]);
  });

  it("keeps to all and none and names the rule that fitted", () => {
    expect(read("答：我们不谈论文。请的是小同行，大同行不请，内行才懂。")).toEqual([
      ["2.1", "请的是小同行", rule("2.1#0")],
      ["2.1", "内行才懂。", rule("2.1#1")],
    ]);
  });

  it("does not join across turns", () => {
    expect(read("王：看论文。\n李：也看论文。").map(([, quote]) => quote)).toEqual(["看论文。", "也看论文。"]);
  });

  it("gives quotes that stand at their offsets, inside one interviewee turn each, and the same on every run", () => {
    const part = fc.constantFrom(
      "问：",
      "答：",
      "看论文",
      "小同行",
      "内行",
      "，",
      "。",
      "😀",
      "𠮷",
      "\n",
      "「",
      "」",
      "别的",
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 40 }), (parts) => {
        const raw = `答：起${parts.join("")}`;
        const { transcript, codings } = suggest(raw);
        const index = createOffsetIndex(transcript.text);
        for (const coding of codings) {
          expect(checkCoding(transcript, coding)).toEqual({ state: "stands" });
          expect(index.slice(coding)).toMatch(/论文|同行|内行/u);
          const turn = transcript.turns.find(({ start, end }) => start <= coding.start && coding.end <= end);
          expect(turn?.speaker).toBe("答");
        }
        expect(suggest(raw).codings).toEqual(codings);
      }),
    );
  });
});
