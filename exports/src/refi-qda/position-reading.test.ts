import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLocator, keepText, listRareReadings, listReadings, type PositionReading } from "./position-reading.ts";

/** The same counting written plainly: the width of every character, added up. */
function locatePlainly(raw: string, { bom, breaks, unit }: PositionReading, wanted: number): number | null {
  const size = (sign: string): number =>
    unit === "utf16" ? sign.length : unit === "bytes" ? new TextEncoder().encode(sign).length : 1;
  const signs = raw.match(/\r\n|[\s\S]/gu) ?? [];
  const starts = [bom ? size("\uFEFF") : 0];
  for (const sign of signs) {
    const ofBreak = breaks === "two" ? 2 : breaks === "file" ? sign.length : 1;
    starts.push((starts.at(-1) ?? 0) + (/[\r\n]/u.test(sign) ? ofBreak : size(sign)));
  }
  if (wanted < 0 || wanted > (starts.at(-1) ?? 0)) return null;
  return Math.max(
    0,
    starts.findLastIndex((start) => start <= wanted),
  );
}

describe("counting out positions", () => {
  it("gives the place of a plain count, over many marks, in every way of counting", () => {
    const piece = fc.constantFrom("人才评价", "😀", "𠮷", "\r\n", "\n", "\r", "é", "policy ");
    const texts = fc.array(fc.tuple(piece, fc.integer({ min: 1, max: 90 })), { maxLength: 14 });
    fc.assert(
      fc.property(
        texts,
        fc.boolean(),
        fc.array(fc.double({ min: 0, max: 1.1, noNaN: true })),
        (parts, mark, shares) => {
          const source = keepText((mark ? "\uFEFF" : "") + parts.map(([sign, times]) => sign.repeat(times)).join(""));
          for (const reading of [...listReadings(source), ...listRareReadings(source)]) {
            const locate = createLocator(source, reading);
            const most = 4 * source.raw.length + 3;
            const places = [0, 1, source.raw.length, ...shares.map((share) => Math.round(share * most))];
            for (const place of places) expect(locate(place)).toBe(locatePlainly(source.raw, reading, place));
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});
