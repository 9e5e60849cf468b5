import { describe, expect, it } from "vitest";
import type { PresentationContext } from "../model/presentation.ts";
import { chinese, english } from "../testing/contexts.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { describeEffect, isNegligible } from "./effect-size.ts";
import { countCell, formatNumber, formatP, numberCell, pCell, sayP, starLegend, starsOf } from "./format-number.ts";
import { bracketed, nameValue, nameVariable, sentence, smallSampleNote } from "./wording.ts";

const labelled = (context: PresentationContext) => ({ ...context, variables: sampleAnswers.variables });

describe("formatNumber", () => {
  it.each<[number | null, number, string]>([
    [null, 2, "—"],
    [Number.NaN, 2, "—"],
    [-0.001, 2, "0.00"],
    [-0, 0, "0"],
    [-0.006, 2, "-0.01"],
    [1234.5, 1, "1234.5"],
  ])("prints %d with %d decimals as %s", (value, digits, text) => {
    expect(formatNumber(value, digits)).toBe(text);
  });

  it("keeps the number behind a cell", () => {
    expect(numberCell(0.126, 2, "*")).toEqual({ text: "0.13*", value: 0.126, align: "right" });
    expect(numberCell(null, 2)).toEqual({ text: "—", align: "right" });
    expect(countCell(3)).toMatchObject({ text: "3" });
    expect(countCell(2.25)).toMatchObject({ text: "2.3" });
  });
});

describe("p-values", () => {
  it.each<[number, string, string, string]>([
    [0, "<0.001", "p<0.001", "***"],
    [0.00099, "<0.001", "p<0.001", "***"],
    [0.001, "0.001", "p=0.001", "**"],
    [0.0499, "0.050", "p=0.050", "*"],
    [0.05, "0.050", "p=0.050", ""],
    [1, "1.000", "p=1.000", ""],
  ])("%d is printed as %s, said as %s and starred %s", (p, text, said, stars) => {
    expect([formatP(p), sayP(p), starsOf({ p })]).toEqual([text, said, stars]);
    expect(pCell({ p })).toEqual({ text, value: p, align: "right" });
  });

  it("have a legend in the marks of the language", () => {
    expect(starLegend("zh")).toContain("，");
    expect(starLegend("en")).toContain(", ");
  });
});

describe("describeEffect", () => {
  it("names sizes after Cohen, whatever their sign", () => {
    expect([0.1, -0.2, 0.5, -0.8].map((d) => describeEffect("d", d, chinese))).toEqual([
      "效应极小",
      "效应较小",
      "效应中等",
      "效应较大",
    ]);
    expect(describeEffect("etaSquared", 0.06, english)).toBe("medium effect");
    expect([isNegligible("r", -0.09), isNegligible("r", 0.1)]).toEqual([true, false]);
  });
});

describe("wording", () => {
  it("calls variables and values by their labels in the language, else by what they are", () => {
    expect([nameVariable("unit", labelled(chinese)), nameVariable("unit", labelled(english))]).toEqual([
      "单位类型",
      "Institution",
    ]);
    expect([nameValue("unit", "2", labelled(chinese)), nameValue("unit", "9", labelled(english))]).toEqual([
      "院所",
      "9",
    ]);
    expect(nameVariable("x", chinese)).toBe("x");
  });

  it("notes small samples below the rule only", () => {
    expect(smallSampleNote(30, chinese)).toBe("");
    expect(smallSampleNote(29, chinese)).toBe("样本较小（n<30），结果仅供参考。");
    expect(smallSampleNote(29, english)).toMatch(/^ Small sample/);
  });

  it("writes remarks in the brackets of the language and keeps numbers with their paths", () => {
    expect(`甲${bracketed("1", chinese)} a${bracketed("1", english)}`).toBe("甲（1） a (1)");
    expect(sentence("n=3", ["n", 3, "3"])).toEqual({ text: "n=3", numbers: [{ path: "n", value: 3, text: "3" }] });
  });
});
