import type { PaperBox } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { paperZh } from "../../i18n/paper.zh.ts";
import { isComplete, sayTyped } from "./box-words.ts";

const place = { key: "q", question: "q", parts: [], beside: null, label: "" } as const;
const choices = [1, 2, 9, 99].map((value) => ({ code: String(value), label: `第${value}项`, value }));
const one: PaperBox = { ...place, entry: { kind: "code", choices } };
const many: PaperBox = { ...place, entry: { kind: "codes", choices, suffixes: ["1", "2", "9", "99"] } };

describe("isComplete", () => {
  it("waits where another digit could follow", () => {
    expect(["1", "9", "99", "7", "？", ""].map((typed) => isComplete(one, typed))).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
    expect(isComplete(many, "1")).toBe(false);
  });
});

describe("sayTyped", () => {
  it("says what was understood", () => {
    expect(sayTyped(many, "21", paperZh.marks)).toBe("第1项、第2项");
    expect(sayTyped(one, "/", paperZh.marks)).toBe("未填");
    expect(sayTyped(one, "5", paperZh.marks)).toBe("");
  });
});
