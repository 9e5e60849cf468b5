import { fillLetter, type LetterValues } from "@diaoyan/instruments";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readPngSize } from "../docx/read-png-size.ts";
import { drawCode } from "./draw-code.ts";
import { type Letter, renderLetter } from "./render-letter.ts";

const template = {
  version: "1.0",
  title: "关于协助开展调研的函",
  markdown:
    "{收函单位}：\n\n请于{截止日期}前填写。\n{回收方式}\n\n## 一、填写方式\n\n{二维码}\n\n联系人：{收函联系人}。",
};
const values: LetterValues = {
  收函单位: "样例大学 <人事处> & 科研处",
  收函联系人: "人事处",
  问卷名称: "单位问卷",
  发函日期: "2026年9月1日",
  截止日期: "2026年9月30日",
  回收方式: "扫码填写。",
};

function letterOf(more: Partial<LetterValues> = {}, link: string | null = "https://survey.example.cn/s/abc"): Letter {
  const letter = fillLetter(template, { ...values, ...more });
  return {
    letter,
    sender: "承担单位",
    day: "2026-09-01",
    link,
    version: "1.0",
    simulated: true,
    takenAt: "2026-09-01T00:00:00.000Z",
  };
}

async function partsOf(letter: Letter) {
  const files = unzipSync(await renderLetter(letter));
  const text = ["word/document.xml", "word/header1.xml"].map((name) => strFromU8(files[name] ?? new Uint8Array()));
  return { names: Object.keys(files), text: text.join("").replace(/<[^>]+>/g, "") };
}

describe("renderLetter", () => {
  it("sets the letter with code, address, signature and mark, the same bytes each time", async () => {
    const { names, text } = await partsOf(letterOf());
    expect(names.filter((name) => name.endsWith(".png"))).toHaveLength(1);
    expect(text).toContain("样例大学 &lt;人事处&gt; &amp; 科研处：请于2026年9月30日前填写。扫码填写。一、填写方式");
    expect(text).toContain("https://survey.example.cn/s/abc");
    expect(text).toContain("承担单位2026年9月1日");
    expect(text).toContain("模拟数据");
    expect(await renderLetter(letterOf())).toEqual(await renderLetter(letterOf()));
  });

  it("leaves the code out of a letter that sends paper only, and shows what is open", async () => {
    const letter = letterOf({ 截止日期: " " }, null);
    expect(letter.letter.open).toEqual(["{截止日期}"]);
    const { names, text } = await partsOf(letter);
    expect(names.some((name) => name.endsWith(".png"))).toBe(false);
    expect(text).toContain("请于（截止日期）前填写");
  });
});

describe("drawCode", () => {
  it("draws a square picture that a decoder of the format can open", () => {
    const { png, size } = drawCode("https://survey.example.cn/s/abc");
    expect(readPngSize(png)).toEqual({ width: size, height: size });
    expect(size).toBeGreaterThan(200);
  });
});
