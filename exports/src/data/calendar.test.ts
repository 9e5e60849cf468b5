import { describe, expect, it } from "vitest";
import { readDay, readMoment } from "./calendar.ts";

describe("readDay and readMoment", () => {
  it("count from 1970, days before the epoch and leap days included", () => {
    expect(readDay("1970-01-02")).toBe(1);
    expect(readDay("1969-12-31")).toBe(-1);
    expect(readDay("2024-02-29")).toBe(Date.UTC(2024, 1, 29) / 86_400_000);
    expect(readMoment("1970-01-01T00:00:01.250")).toBe(1250);
    expect(readMoment("1970-01-01 08:00")).toBe(8 * 3_600_000);
  });

  it("read a time with a zone as the UTC it means", () => {
    expect(readMoment("1970-01-01T08:00:00+08:00")).toBe(0);
    expect(readMoment("1969-12-31T19:00:00-0500")).toBe(0);
    expect(readMoment("1970-01-01T00:00:00Z")).toBe(0);
  });

  it.each(["2023-02-29", "2026-13-01", "2026-1-1", "2026-01-01T24:00", "不详", "2026-01-01"])(
    "take %s for no moment",
    (text) => {
      expect(readMoment(text)).toBeNull();
      if (text.length < 11)
        expect(readDay(text)).toBe(text === "2026-01-01" ? Date.UTC(2026, 0, 1) / 86_400_000 : null);
    },
  );
});
