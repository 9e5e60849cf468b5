import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { readFontWidths } from "../testing/read-font-widths.ts";
import { measureText } from "./measure-text.ts";

const font = createRequire(import.meta.url).resolve(
  "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
);
const widthOf = readFontWidths(await readFile(font));

function setWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + widthOf(character.codePointAt(0) ?? 0), 0);
}

describe("measureText", () => {
  it("agrees with the font on every ASCII character to a thousandth of an em", () => {
    for (let code = 32; code < 127; code += 1) {
      const character = String.fromCodePoint(code);
      expect(measureText(character, 1), character).toBeCloseTo(setWidth(character), 3);
    }
  });

  it.each([
    "天津市科技人才评价改革对策建议研究",
    "“破四唯”与“立新标”（2018—2025年）",
    "提及人次／n=120，p<0.001，η²=0.074",
    "Cronbach's α≥0.80，M±SD：3.62±0.81",
    "①基础研究・②应用研究→③社会公益",
    "−12.5%、100‰、20℃",
    "𠮷林省",
  ])("measures “%s” within 4 % of the font", (text) => {
    expect(Math.abs(measureText(text, 1) / setWidth(text) - 1)).toBeLessThan(0.04);
  });

  it("grows with the size of type and is nothing for no text", () => {
    expect(measureText("科技", 22)).toBe(44);
    expect(measureText("", 22)).toBe(0);
  });
});
