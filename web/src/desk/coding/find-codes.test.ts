import type { Code } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { findCodes } from "./find-codes.ts";
import { findInitials } from "./pinyin-initials.ts";

const code = (number: string, name: string, definition = ""): Code =>
  ({ id: number, parent: null, number, name, definition }) as unknown as Code;
const codes = [
  code("1.1", "论文数量"),
  code("1.2", "代表作", "以成果的质量评价"),
  code("2.1", "小同行", "同一领域的专家"),
  code("2.3", "第三方"),
  code("4.1", "职称"),
  code("8.1", "市级"),
];
const find = (typed: string) => findCodes({ codes }, typed).map(({ number }) => number);

it("finds codes by number, by part of the name, by pinyin initials and by definition", () => {
  expect(find("1.2")).toEqual(["1.2"]);
  expect(find("表作")).toEqual(["1.2"]);
  expect(find("dbz")).toEqual(["1.2"]);
  expect(find("bz")).toEqual(["1.2"]);
  expect(find("专家")).toEqual(["2.1"]);
  expect(find("沒有")).toEqual([]);
  expect(find(" ")).toHaveLength(6);
});

it("takes both readings of a character, capitals and traditional characters", () => {
  expect(find("xth")).toEqual(["2.1"]);
  expect(find("XTX")).toEqual(["2.1"]);
  expect(find("論文")).toEqual(["1.1"]);
});

it("puts what begins with the letters before what only holds them", () => {
  expect(find("d")[0]).toBe("1.2");
  expect(findInitials("绿色通道/破格", "td/p")).toBe(2);
  expect(findInitials("职称", "")).toBe(-1);
});

it("knows the initial of everyday characters", () => {
  expect(
    [
      "阿",
      "爸",
      "次",
      "的",
      "而",
      "放",
      "国",
      "和",
      "见",
      "看",
      "来",
      "没",
      "你",
      "哦",
      "怕",
      "去",
      "日",
      "三",
      "他",
      "我",
      "下",
      "一",
      "在",
    ].map((one) => "abcdefghjklmnopqrstwxyz".split("").find((letter) => findInitials(one, letter) === 0)),
  ).toEqual("abcdefghjklmnopqrstwxyz".split(""));
});
