import {
  brandAs,
  type CodeId,
  type CodePointOffset,
  type CodingId,
  codePointLength,
  type Instant,
  makeTranscript,
  type TextSpan,
  type Transcript,
  type TranscriptId,
  type UserId,
} from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCoding } from "./check-coding.ts";
import { makeCoding } from "./make-coding.ts";

const act = {
  id: brandAs<CodingId>("c1"),
  user: brandAs<UserId>("u1"),
  at: brandAs<Instant>("2026-11-23T08:00:00.000Z"),
};
const code = brandAs<CodeId>("2.1");

function transcriptOf(raw: string, revision = 1): Transcript {
  return makeTranscript({ id: brandAs<TranscriptId>("t1"), revision, session: null, title: "访谈", raw });
}
function span(start: number, end: number): TextSpan {
  return { start: brandAs<CodePointOffset>(start), end: brandAs<CodePointOffset>(end) };
}

const letters = fc.string({
  unit: fc.constantFrom("人", "才", "😀", "𠮷", "e\u0301", "。"),
  minLength: 1,
  maxLength: 30,
});

describe("makeCoding", () => {
  it("stores the quote with twenty characters on either side", () => {
    const transcript = transcriptOf(`${"前".repeat(30)}𠮷先生说好😀${"后".repeat(30)}`);
    const made = makeCoding(transcript, { ...span(30, 36), quote: "𠮷先生说好😀" }, code, act);
    expect(made.before).toBe("前".repeat(20));
    expect(made.quote).toBe("𠮷先生说好😀");
    expect(made.after).toBe("后".repeat(20));
    expect(made.origin).toEqual({ kind: "human", user: "u1" });
  });

  it("refuses what is no selection of this text", () => {
    const transcript = transcriptOf("问：好。\n\n答：行。");
    const make = (at: TextSpan & { quote?: string }) => () => makeCoding(transcript, at, code, act);
    expect(make(span(3, 2))).toThrow(expect.objectContaining({ code: "coding.span-reversed" }));
    expect(make(span(4, 6))).toThrow(expect.objectContaining({ code: "coding.empty-quote" }));
    expect(make(span(2, 2))).toThrow(expect.objectContaining({ code: "coding.empty-quote" }));
    expect(make({ ...span(2, 3), quote: "行" })).toThrow("quote was “行” but the transcript holds “好”");
    expect(make(span(2, 99))).toThrow(expect.objectContaining({ code: "text.offset-out-of-range" }));
  });
});

describe("checkCoding", () => {
  it("finds that every coding stands in the text it was made from", () => {
    fc.assert(
      fc.property(letters, fc.nat(), fc.nat(), (raw, a, b) => {
        const transcript = transcriptOf(raw);
        const length = codePointLength(transcript.text);
        const [start = 0, end = 0] = [a % length, (b % length) + 1].sort((x, y) => x - y);
        fc.pre(start < end);
        const coding = makeCoding(transcript, span(start, end), code, act);
        expect(checkCoding(transcript, coding)).toEqual({ state: "stands" });
      }),
    );
  });

  it("finds a quote that an insertion before it has moved", () => {
    fc.assert(
      fc.property(letters, letters, (inserted, rest) => {
        const first = transcriptOf(`${rest}独一无二的话${rest}`);
        const at = codePointLength(rest);
        const coding = makeCoding(first, span(at, at + 6), code, act);
        const shift = codePointLength(inserted);
        expect(checkCoding(transcriptOf(inserted + first.text, 2), coding)).toEqual({
          state: "moved",
          to: span(at + shift, at + 6 + shift),
        });
      }),
    );
  });

  it("tells repeated words apart by their context", () => {
    const coding = makeCoding(transcriptOf("甲说不看数量。乙说不看数量。"), span(9, 13), code, act);
    expect(checkCoding(transcriptOf("补充。甲说不看数量。乙说不看数量。", 2), coding)).toEqual({
      state: "moved",
      to: span(12, 16),
    });
  });

  it("gives up where the words are gone, ambiguous, or of another transcript", () => {
    const coding = makeCoding(transcriptOf("看质量不看数量"), span(0, 3), code, act);
    expect(checkCoding(transcriptOf("别的话", 2), coding)).toEqual({ state: "lost" });
    expect(checkCoding(transcriptOf("甲：看质量。乙：看质量。", 2), coding)).toEqual({ state: "lost" });
    expect(checkCoding({ ...transcriptOf("看质量"), id: brandAs<TranscriptId>("t2") }, coding)).toEqual({
      state: "foreign",
    });
  });
});
