import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandAs, type Day } from "../model/ids.ts";
import { recordingsKeptUntil } from "./recordings-kept-until.ts";

const from = brandAs<Day>("2025-01-01");
const until = (to: string, keepMonths?: number) =>
  recordingsKeptUntil({
    period: { from, to: brandAs<Day>(to) },
    ...(keepMonths === undefined ? {} : { recordings: { keepMonths } }),
  });

describe("recordingsKeptUntil", () => {
  it.each([
    ["2025-12-31", undefined, "2026-06-30"],
    ["2025-12-31", 2, "2026-02-28"],
    ["2027-12-31", 2, "2028-02-29"],
    ["2026-03-15", 12, "2027-03-15"],
    ["2026-03-15", 0, "2026-03-15"],
  ])("%s and %s months: %s", (to, months, expected) => {
    expect(until(to, months)).toBe(expected);
  });

  it("never falls before the end of the study, and comes later with more months", () => {
    const day = fc
      .date({ min: new Date("2020-01-01"), max: new Date("2040-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 119 }), (to, months) => {
        expect(until(to, months) >= to).toBe(true);
        expect(until(to, months + 1) > until(to, months)).toBe(true);
      }),
    );
  });
});
