import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readChinaTime, showMoment, todayInChina } from "./china-time.ts";

describe("times of the field", () => {
  it("are read as Beijing time, whatever the zone of the machine", () => {
    expect(readChinaTime("2026-12-01T09:00")).toBe("2026-12-01T01:00:00.000Z");
    expect(readChinaTime("2026-12-01T07:59")).toBe("2026-11-30T23:59:00.000Z");
    expect(readChinaTime("")).toBeNull();
    expect(readChinaTime(undefined)).toBeNull();
  });

  it("are shown as such", () => {
    expect(showMoment("2026-11-30T23:59:00.000Z", "zh-CN")).toBe("2026年12月1日 07:59");
    expect(showMoment("2026-11-30T23:59:00.000Z", "en-GB")).toBe("1 Dec 2026, 07:59");
    expect(todayInChina(Date.parse("2026-11-30T16:00:00.000Z"))).toBe("2026-12-01");
    expect(todayInChina(Date.parse("2026-11-30T15:59:59.000Z"))).toBe("2026-11-30");
  });

  it("come back as they were entered", () => {
    const minutes = fc.integer({ min: 0, max: 4_102_444_740 / 60 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const entered = new Date(minute * 60_000).toISOString().slice(0, 16);
        const instant = readChinaTime(entered) ?? "";
        expect(todayInChina(Date.parse(instant))).toBe(entered.slice(0, 10));
        expect(showMoment(instant, "sv-SE")).toContain(entered.slice(11));
      }),
    );
  });
});
