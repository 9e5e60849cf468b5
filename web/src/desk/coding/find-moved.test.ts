import { expect, it } from "vitest";
import { findMoved } from "./use-placing.ts";

const text = "甲：周期短。\n乙：😀周期短，要改。\n丙：周期短。";
const words = (before: string, quote: string, after: string) => findMoved({ text }, { before, quote, after });

it("finds words that stand more than once by what stands around them, and gives none where that tells nothing", () => {
  expect(words("乙：😀", "周期短", "，要改")).toEqual({ start: 10, end: 13 });
  expect(words("已删：", "周期短", "，要改")).toEqual({ start: 10, end: 13 });
  expect(words("丙：", "周期短", "，全删了")).toEqual({ start: 20, end: 23 });
  expect(words("别的", "周期短", "别的")).toBeNull();
  expect(words("别的", "要改", "别的")).toEqual({ start: 14, end: 16 });
  expect(words("", "没有这话", "")).toBeNull();
});
