import { describe, expect, it } from "vitest";
import { isOffRecord, isSensitive, listLabelNames } from "./is-sensitive.ts";

describe("isSensitive", () => {
  it.each([
    "王建国主任当时是牵头的。",
    "欧阳主任牵头做的。",
    "于处长来过两次。",
    "我跟那位张伟重名。",
    "陈老师现在接了我的班。",
    "李院士给我们写过推荐意见。",
    "他的学生黄晓，现在在企业。",
    "我叫赵一鸣，做材料的。",
    "电话是13820001234，随时联系。",
    "办公室022-58881234有人接。",
    "邮箱写 wang.j_01@example.edu.cn 就行。",
    "身份证号是12010119800101123X。",
    "微信号：tj_haiyang88。",
  ])("withholds %s", (sentence) => {
    expect(isSensitive(sentence)).toBe(true);
  });

  it.each([
    "一个老师傅说，图纸上的间隙是按二十度算的。",
    "高级工程师十年没有第一作者的论文。",
    "对博士后来说，三年太短。",
    "主任医师和研究员的标准分开写。",
    "2023年我们投了1200万元，服务了58家企业。",
    "学院的学术委员会从头评到尾。",
    "由于处长换了，这件事停了。",
    "黄金十年都花在填表上了。",
  ])("lets pass %s", (sentence) => {
    expect(isSensitive(sentence)).toBe(false);
  });
});

describe("listLabelNames", () => {
  it("takes names of speakers, not their parts", () => {
    const labels = ["访谈员", "受访者A", "张伟（人事处）", "张伟（海试队）", "欧阳明", "𠮷野", "人事处", "高工", ""];
    expect(listLabelNames(labels)).toEqual(["张伟", "欧阳明", "𠮷野"]);
  });
});

describe("isOffRecord", () => {
  it("hears a request not to be quoted", () => {
    expect(isOffRecord("这个话您先别写，上个月检查还是老指标。")).toBe(true);
    expect(isOffRecord("这是私下说的。")).toBe(true);
    expect(isOffRecord("这个别写进报告啊。")).toBe(true);
    expect(isOffRecord("只有个别写得好。")).toBe(false);
    expect(isOffRecord("让不能公开的东西也有人能看。")).toBe(false);
    expect(isOffRecord("我们把记录分别写在两张表里。")).toBe(false);
  });
});
