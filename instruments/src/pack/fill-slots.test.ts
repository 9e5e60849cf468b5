import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillJson, fillSlots, openSlots } from "./fill-slots.ts";

const slots = new Map([
  ["承担单位", "某研究院"],
  ["联系方式", "{承担单位}办公室"],
]);

describe("fillSlots", () => {
  it("fills what it knows, once, and leaves the rest to the interviewer", () => {
    const text = "我是{承担单位}的{访谈员姓名}，请致{联系方式}。";
    expect(fillSlots(text, slots)).toBe("我是某研究院的{访谈员姓名}，请致{承担单位}办公室。");
  });

  it("touches no directive of an outline", () => {
    const outline = '::analysis{kind=describe variables="E1_fair"}\n:indicator[peer-close]\n::ledger{}';
    expect(fillSlots(outline, slots)).toBe(outline);
  });

  it("changes nothing in a text without braces", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const plain = text.replaceAll("{", "");
        expect(fillSlots(plain, slots)).toBe(plain);
        expect(openSlots(plain)).toEqual([]);
      }),
    );
  });

  it("fills every text of a questionnaire, and no piped answer", () => {
    const json = { title: { zh: "{承担单位}调查", en: "{q1}" }, rows: ["{承担单位}", 3, null, true] };
    expect(fillJson(json, slots)).toEqual({
      title: { zh: "某研究院调查", en: "{q1}" },
      rows: ["某研究院", 3, null, true],
    });
  });

  it("names each open slot once", () => {
    expect(openSlots("{甲}和{乙}和{甲}")).toEqual(["{甲}", "{乙}"]);
  });
});
