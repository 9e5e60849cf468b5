import { brandAs, makeTranscript, type TextSpan, type TranscriptId } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import type { Coding } from "../model/corpus.ts";
import { createCodingCarrier } from "./carry-coding.ts";

const head = { id: brandAs<TranscriptId>("t"), session: null, title: "一" };
const before = makeTranscript({ ...head, revision: 1, raw: "请张三😀说" });
const after = makeTranscript({ ...head, revision: 2, raw: "请〔某〕😀说" });
const coding = (start: number, end: number, quote: string) =>
  ({ id: "c", transcript: "t", transcriptRevision: 1, start, end, quote, before: "", after: "" }) as unknown as Coding;

it("takes the words of the new place, and carries nothing whose quote does not stand", () => {
  const carry = createCodingCarrier(before, after, ({ end, start }) => ({ start, end: end + 1 }) as TextSpan);
  expect(carry(coding(1, 3, "张三"))).toMatchObject({
    transcriptRevision: 2,
    start: 1,
    end: 4,
    quote: "〔某〕",
    before: "请",
    after: "😀说",
  });
  expect(carry(coding(1, 3, "李四"))).toBeNull();
  expect(carry(coding(1, 99, "张三"))).toBeNull();
  expect(createCodingCarrier(before, after, () => null)(coding(1, 3, "张三"))).toBeNull();
});
