import fc from "fast-check";
import { expect, it } from "vitest";
import { formatStamp, parseStamp } from "./time-stamp.ts";

it("reads back what it writes", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 86_400 }), (seconds) => {
      expect(parseStamp(formatStamp(seconds))).toBe(seconds);
    }),
  );
});

it.each([
  ["03:20", 200],
  ["3：20", 200],
  ["1:00:05", 3_605],
  ["7", 420],
  [" 12:00 ", 720],
  ["12:60", null],
  ["1:60:00", null],
  ["abc", null],
  ["", null],
  ["1:2:3:4", null],
  ["-1:00", null],
])("%s is %s seconds", (text, seconds) => {
  expect(parseStamp(text)).toBe(seconds);
});
