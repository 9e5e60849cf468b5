import { describe, expect, it } from "vitest";
import { readPngSize } from "../docx/read-png-size.ts";
import { drawPng } from "./draw-png.node.ts";

const bars = (label: string) => ({
  width: 200,
  data: { values: [{ label, value: 3 }] },
  mark: "bar",
  encoding: {
    y: { field: "label", type: "nominal", title: null },
    x: { field: "value", type: "quantitative", title: "人次" },
  },
});

describe("drawPng", () => {
  it("draws as many pixels a point as asked", async () => {
    const [once, thrice] = [await drawPng(bars("高校"), { scale: 1 }), await drawPng(bars("高校"), { scale: 3 })];
    expect(readPngSize(thrice).width / readPngSize(once).width).toBeCloseTo(3, 1);
  });

  it("draws Chinese letters from the bundled font: two texts of equal width differ", async () => {
    const [one, other] = [await drawPng(bars("高校"), { scale: 1 }), await drawPng(bars("企业"), { scale: 1 })];
    expect(readPngSize(one)).toEqual(readPngSize(other));
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
  });

  it("draws emoji from the second bundled font, not as empty boxes", async () => {
    const [one, other] = [await drawPng(bars("😀"), { scale: 1 }), await drawPng(bars("🎉"), { scale: 1 })];
    expect(readPngSize(one)).toEqual(readPngSize(other));
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
  });
});
