import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { halfRoom, makeWordCloud, placeWords } from "./word-cloud.ts";

const word = fc.record({
  term: fc.string({ unit: fc.constantFrom("评", "价", "𠮷", "a", "W", "5"), minLength: 1, maxLength: 8 }),
  count: fc.integer({ min: 1, max: 500 }),
});

describe("makeWordCloud", () => {
  it("covers no word by another, stays inside and repeats itself, whatever the words", () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const placed = placeWords(words);
        expect(placeWords(words)).toEqual(placed);
        for (const [place, one] of placed.entries()) {
          const room = halfRoom(one);
          expect(one.x - room.across).toBeGreaterThanOrEqual(0);
          expect(one.x + room.across).toBeLessThanOrEqual(560);
          for (const other of placed.slice(place + 1)) {
            const next = halfRoom(other);
            const across = Math.abs(one.x - other.x) >= room.across + next.across;
            expect(across || Math.abs(one.y - other.y) >= room.down + next.down).toBe(true);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it("places all of forty usual words, the most frequent largest and in the middle", () => {
    const words = Array.from({ length: 40 }, (_, place) => ({
      term: "代表作评价".slice(0, 2 + (place % 4)),
      count: Math.ceil(90 / (place + 1)),
    }));
    const placed = placeWords(words);
    expect(placed).toHaveLength(40);
    expect(placed[0]).toMatchObject({ count: 90, x: 280, y: 170 });
    expect(placed[0]?.size).toBeGreaterThanOrEqual(24);
    expect(makeWordCloud([], "次数")).toBeNull();
  });
});
