import { brandAs, type Code, type CodeId } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { codeColors, codeHues } from "./code-hue.ts";

const texts = { definition: "", include: "", exclude: "", example: "", rules: [] };
const code = (number: string, parent: string | null, color?: string): Code => {
  const place = { id: brandAs<CodeId>(number), parent: parent === null ? null : brandAs<CodeId>(parent) };
  return { ...texts, ...place, number, name: number, ...(color === undefined ? {} : { color }) };
};

it("draws a code in the colour that was chosen for it, and those beneath with it", () => {
  const tops = codeColors.map((_, place) => code(`${place}`, null));
  const usual = codeHues({ version: "1", codes: tops, modifiers: {} });
  expect(new Set(usual.values()).size).toBe(codeColors.length);
  for (const [place, color] of codeColors.entries()) {
    const codes = [...tops, code("x", null, color), code("x.1", "x"), code("x.2", "x", codeColors[0])];
    const hues = codeHues({ version: "1", codes, modifiers: {} });
    // a colour has 256 steps, a hue 360
    expect(
      Math.abs((hues.get(brandAs<CodeId>("x.1")) ?? -9) - (usual.get(brandAs<CodeId>(`${place}`)) ?? 9)),
    ).toBeLessThan(2);
    expect(hues.get(brandAs<CodeId>("x.2"))).toBe(hues.get(brandAs<CodeId>("0")));
  }
});
