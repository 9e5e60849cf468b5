import { describe, expect, it } from "vitest";
import { parseChineseNumber } from "./chinese-number.ts";
import { placeIssuer } from "./place-issuer.ts";
import { suggestPolicyHead } from "./suggest-policy-head.ts";

const regions = { own: "天津市", pilots: ["上海市", "深圳市"] };
const suggest = (text: string) => suggestPolicyHead(text, regions, "文件名");

describe("suggestPolicyHead", () => {
  it("reads letterhead, number, broken title, issuers and day where they stand", () => {
    const { head, quotes } = suggest(
      [
        "模拟省科学技术厅文件",
        "模科发 [2024] 12 号",
        "模拟省科学技术厅　模拟省教育厅",
        "关于印发《模拟省科技人才",
        "评价改革试点工作方案》的通知",
        "各有关单位：",
        "根据《模拟文件》（模科发〔2022〕1号），通知如下。",
        "一、总体要求",
        "内容。",
        "模拟省科学技术厅　　模拟省教育厅",
        "二〇二四年三月十五日",
      ].join("\n"),
    );
    expect(head).toEqual({
      title: "关于印发《模拟省科技人才评价改革试点工作方案》的通知",
      issuer: "模拟省科学技术厅、模拟省教育厅",
      number: "模科发〔2024〕12号",
      day: "2024-03-15",
      region: "模拟省",
      level: "其他省市",
      state: "不明",
      url: "",
    });
    expect(quotes.day).toBe("二〇二四年三月十五日");
    expect(quotes.number).toBe("模科发 [2024] 12 号");
  });

  it("takes no cells of a table for issuers, and closes a title's bracket that a line end breaks", () => {
    const { head } = suggest(
      [
        "江苏省科技人才评价改革试点工作方案（模",
        "拟3）",
        "苏科人发〔2023〕22 号",
        "第一条 内容。",
        "附件：分类评价指标",
        "类别 评价重点 周期",
        "基础研究 代表作同行评议 五年",
        "江苏省科学技术厅",
        "江苏省教育厅",
        "2023年4月22日",
      ].join("\n"),
    );
    expect(head.title).toBe("江苏省科技人才评价改革试点工作方案（模拟3）");
    expect(head.issuer).toBe("江苏省科学技术厅、江苏省教育厅");
  });

  it("parts title and number that stand in one line", () => {
    const { head } = suggest(
      "天津市模拟局关于科技人才评价的若干措施（试行）津模发〔2025〕2 号\n一、改进指标\n突出成果。",
    );
    expect(head).toMatchObject({
      title: "天津市模拟局关于科技人才评价的若干措施（试行）",
      number: "津模发〔2025〕2号",
      issuer: "天津市模拟局",
      level: "本市",
    });
    expect(suggest("关于印发《办法》的通知（津模发〔2025〕2号）\n一、甲").head.number).toBe("津模发〔2025〕2号");
  });

  it("takes the region from the title and the day from the last line where nobody signed", () => {
    const { head, quotes } = suggest("天津市科技人才分类评价办法\n津科规〔2024〕3号\n第一条 内容。\n2024年5月6日");
    expect(head).toMatchObject({ issuer: "", region: "天津市", level: "本市", day: "2024-05-06" });
    expect(quotes.region).toBe("天津市科技人才分类评价办法");
    expect(suggest("上海市科技人才评价试点区方案\n第一条 内容。").head).toMatchObject({
      region: "上海市",
      level: "试点地区",
    });
    expect(suggest("科技人才评价办法\n第一条 自2024年5月6日起施行。").head).toMatchObject({ region: "", day: null });
  });

  it("reads a statute with its day under the title, and leaves out what no words say", () => {
    const { head } = suggest(
      "模拟市科技人才条例（草案）\n（2023年9月1日模拟市人民代表大会常务委员会通过）\n第一条　内容。\n第二条　内容。",
    );
    expect(head).toMatchObject({
      title: "模拟市科技人才条例（草案）",
      day: "2023-09-01",
      number: "",
      state: "征求意见稿",
    });
    const nothing = suggest("没有标题的一段话。").head;
    expect(nothing).toMatchObject({ title: "文件名", issuer: "", number: "", day: null, region: "" });
  });

  it("takes no number of another document and no day that is none", () => {
    expect(suggest("关于模拟的通知\n依据《甲》（国模发〔2020〕1号）。\n一、甲").head.number).toBe("");
    expect(suggest("关于模拟的通知\n模拟局\n2024年2月30日").head.day).toBeNull();
  });

  it.each([
    ["国务院办公厅", "全国", "国家"],
    ["科技部", "全国", "国家"],
    ["天津市科学技术局", "天津市", "本市"],
    ["中共天津市委办公厅", "天津市", "本市"],
    ["天津市滨海新区科学技术局", "天津市滨海新区", "区县"],
    ["上海市科学技术委员会", "上海市", "试点地区"],
    ["广东省深圳市科技创新局", "深圳市", "试点地区"],
    ["安徽省科学技术厅", "安徽省", "其他省市"],
    ["内蒙古自治区科学技术厅", "内蒙古自治区", "其他省市"],
    ["天津市模拟大学", "天津市", "单位"],
  ])("places %s in %s as %s", (issuer, region, level) => {
    expect(placeIssuer(issuer, regions)).toEqual({ region, level });
  });

  it("reads Chinese numbers", () => {
    expect(
      ["十", "十二", "二十", "一百零三", "二〇二四", "２０２４", "○", "甲", "十百", ""].map(parseChineseNumber),
    ).toEqual([10, 12, 20, 103, 2024, 2024, 0, null, null, null]);
  });
});
