import { describe, expect, it } from "vitest";
import { parseCount } from "./parse-count.ts";

describe("parseCount", () => {
  it("takes whole numbers within the limits", () => {
    expect(parseCount("--port", "8787", { from: 0, to: 65_535 })).toBe(8787);
  });

  it.each(["", "x", "1.5", "-1", "65536", "NaN"])("refuses %j and names option, expectation and what came", (text) => {
    const wrong = (): number => parseCount("--port", text, { from: 0, to: 65_535 });
    expect(wrong).toThrow(/^--port: expected a whole number from 0 to 65535, got "/);
  });
});
