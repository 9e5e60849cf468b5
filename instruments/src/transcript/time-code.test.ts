import { describe, expect, it } from "vitest";
import { parseTimeCode } from "./time-code.ts";

describe("parseTimeCode", () => {
  it.each([
    ["12:05", 725],
    ["75:30", 4530],
    ["01:12:05", 4325],
    ["0：12：05", 725],
    ["00:00:01.250", 1.25],
    ["00:00:01,5", 1.5],
    ["3:75", null],
    ["1:60:00", null],
    ["12", null],
  ])("%s → %s", (text, seconds) => {
    expect(parseTimeCode(text)).toBe(seconds);
  });
});
