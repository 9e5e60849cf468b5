import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandAs, type CodePointOffset } from "../model/ids.ts";
import { createOffsetIndex } from "../text/offset-index.ts";
import { citeProvision } from "./cite-provision.ts";
import { readPolicyText } from "./read-policy-text.ts";

const statute = `模拟省科技人才评价办法
（模拟数据）
第一章　总则
第一条　为做好评价工作，制定本办法。
第二条　本办法适用于𠮷字号单位。
评价周期不少于三年。
（一）基础研究；
（二）应用研究。
用人单位可以延长。
第二章　附则
第三条　依照第一条第二款执行。
本办法自印发之日起施行。
模拟省科学技术厅
2024年3月5日`;
const notice = `关于模拟事项的通知
各有关单位：
为落实要求，通知如下。
一、总体要求
坚持分类评价。
二、主要任务
（一）改进指标
以代表作为主。
（二）延长周期
三、组织实施
模拟市科学技术局
2025年1月2日
附件：任务清单`;

const cut = (raw: string) => {
  const { text, turns } = readPolicyText(raw);
  const index = createOffsetIndex(text);
  return turns.map((turn) => [turn.speaker, index.slice(turn)]);
};

describe("readPolicyText", () => {
  it("takes the bare name of a chapter alone on its line for its beginning, and for nothing in a sentence", () => {
    expect(cut("模拟办法\n总　则\n第一条　按总则办。\n第二条　期满评价。\n附则\n第三条　自印发之日起施行。")).toEqual([
      ["文首", "模拟办法"],
      ["总则", "总　则"],
      ["第一条", "按总则办。"],
      ["第二条", "期满评价。"],
      ["附则", "附则"],
      ["第三条", "自印发之日起施行。"],
    ]);
  });

  it("ends the signature of a notice where the head of the text begins that it puts out", () => {
    const put =
      "关于印发办法的通知\n各单位：\n现予印发。\n模拟局\n2025年4月18日\n\n模拟办法\n（试行）\n第一条　甲。\n第二条　乙。";
    expect(cut(put)).toEqual([
      ["文首", "关于印发办法的通知\n各单位：\n现予印发。"],
      ["落款", "模拟局\n2025年4月18日"],
      ["文首", "模拟办法\n（试行）"],
      ["第一条", "甲。"],
      ["第二条", "乙。"],
    ]);
    const open = "关于某事的通知\n一、甲\n二、乙\n模拟局\n2025年4月18日\n（此件公开发布）\n附件：清单";
    expect(cut(open).at(-2)).toEqual(["落款", "模拟局\n2025年4月18日\n（此件公开发布）"]);
  });

  it("cuts a statute by articles under its chapters and keeps paragraphs and items together", () => {
    expect(cut(statute)).toEqual([
      ["文首", "模拟省科技人才评价办法\n（模拟数据）"],
      ["第一章", "总则"],
      ["第一条", "为做好评价工作，制定本办法。"],
      [
        "第二条",
        "本办法适用于𠮷字号单位。\n评价周期不少于三年。\n（一）基础研究；\n（二）应用研究。\n用人单位可以延长。",
      ],
      ["第二章", "附则"],
      ["第三条", "依照第一条第二款执行。\n本办法自印发之日起施行。"],
      ["落款", "模拟省科学技术厅\n2024年3月5日"],
    ]);
  });

  it("cuts a notice by its numbered paragraphs, with signature and annex", () => {
    expect(cut(notice).map(([label]) => label)).toEqual([
      "文首",
      "一",
      "二",
      "二、（一）",
      "二、（二）",
      "三",
      "落款",
      "附件",
    ]);
    expect(cut(notice)[3]).toEqual(["二、（一）", "改进指标\n以代表作为主。"]);
  });

  it("cuts by paragraphs where nothing is numbered", () => {
    expect(cut("甲事项。\n\n乙事项。\n模拟局\n2024年3月5日")).toEqual([
      ["正文1", "甲事项。"],
      ["正文2", "乙事项。"],
      ["落款", "模拟局\n2024年3月5日"],
    ]);
  });

  it("cites a paragraph of an article, items with the paragraph above them", () => {
    const { text, turns } = readPolicyText(statute);
    const index = createOffsetIndex(text);
    const article = turns[3];
    const cite = (words: string) => {
      const at = index.fromUtf16(text.indexOf(words));
      return article && citeProvision(index, article, at);
    };
    expect(["本办法适用", "不少于", "应用研究", "可以延长"].map(cite)).toEqual([
      "第二条第一款",
      "第二条第二款",
      "第二条第二款",
      "第二条第三款",
    ]);
    const parts = readPolicyText(notice);
    const whole = createOffsetIndex(parts.text);
    expect(parts.turns.slice(1, 4).map((turn) => citeProvision(whole, turn, turn.start))).toEqual([
      "第一部分",
      "第二部分",
      "第二部分（一）",
    ]);
    const first = turns[2];
    expect(first && citeProvision(index, first, brandAs<CodePointOffset>(first.start))).toBe("第一条");
  });

  it("refuses an empty text", () => {
    expect(() => readPolicyText(" \n ")).toThrow(expect.objectContaining({ code: "transcript.empty" }));
  });

  it("keeps every word: labels and provisions together are the whole text, in order and apart", () => {
    const line = fc.oneof(
      fc.constantFrom(
        "第一章 总则",
        "第一条　内容𠮷",
        "第二条内容",
        "一、任务",
        "（二）措施",
        "附件1",
        "附件：表",
        "",
        "  ",
      ),
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constantFrom("模拟局", "2024年3月5日", "😀段落。"),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 14 }), (lines) => {
        const raw = lines.join("\n").replaceAll("\0", "");
        fc.pre(raw.trim() !== "");
        const { text, turns } = readPolicyText(raw);
        const index = createOffsetIndex(text);
        let after = 0;
        let between = "";
        for (const turn of turns) {
          expect(turn.start).toBeGreaterThanOrEqual(after);
          between += index.slice({ start: brandAs<CodePointOffset>(after), end: turn.start });
          after = turn.end;
        }
        between += index.slice({ start: brandAs<CodePointOffset>(after), end: brandAs<CodePointOffset>(index.length) });
        expect(between.replaceAll(/[\s　第一二章条附件（）、．.：:\d]/gu, "")).toBe("");
      }),
      { numRuns: 300 },
    );
  });
});
