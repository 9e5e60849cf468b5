import { describe, expect, it } from "vitest";
import { HeadingNumbers, toChineseNumber } from "./number-headings.ts";

const headings = [
  [1, "摘要"],
  [1, "现状"],
  [2, "样本"],
  [3, "单位"],
  [4, "类型"],
  [2, "附：名单"],
  [2, "评价"],
  [1, "问题"],
  [2, "评议"],
  [1, "附录A 方法"],
  [2, "样本"],
  [1, "结语"],
] as const;

describe("HeadingNumbers", () => {
  it.each([
    ["gongwen", ["", "一、", "（一）", "1.", "（1）", "", "（二）", "二、", "（一）", "", "（一）", "三、"]],
    ["technical", ["", "1　", "1.1　", "1.1.1　", "1.1.1.1　", "", "1.2　", "2　", "2.1　", "", "A.1　", "3　"]],
  ] as const)("numbers the chapters of a %s report", (profile, expected) => {
    const numbers = new HeadingNumbers(profile);
    expect(headings.map(([level, text]) => numbers.next(level, text))).toEqual(expected);
  });

  it("counts to ninety-nine", () => {
    expect([1, 10, 11, 20, 21, 99].map(toChineseNumber)).toEqual(["一", "十", "十一", "二十", "二十一", "九十九"]);
  });
});
