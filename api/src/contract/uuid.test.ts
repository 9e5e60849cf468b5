import fc from "fast-check";
import { expect, it } from "vitest";
import { makeUuid } from "./uuid.ts";

const sixteenBytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
const moments = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const form = /^[0-9a-f]{8}-[0-9a-f]{4}-([47])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it("has the form of RFC 9562 in both versions", () => {
  fc.assert(
    fc.property(sixteenBytes, moments, fc.constantFrom(4 as const, 7 as const), (random, now, version) => {
      expect(form.exec(makeUuid(version, random, now))?.[1]).toBe(String(version));
    }),
  );
});

it("version 7 sorts by time and gives the time back", () => {
  fc.assert(
    fc.property(sixteenBytes, sixteenBytes, moments, moments, (a, b, first, second) => {
      const [earlier, later] = [makeUuid(7, a, Math.min(first, second)), makeUuid(7, b, Math.max(first, second))];
      expect(first === second || earlier < later).toBe(true);
      expect(Number.parseInt(earlier.replaceAll("-", "").slice(0, 12), 16)).toBe(Math.min(first, second));
    }),
  );
});

it("version 4 tells no time and leaves its bytes alone", () => {
  fc.assert(
    fc.property(sixteenBytes, moments, moments, (random, first, second) => {
      const given = Uint8Array.from(random);
      expect(makeUuid(4, given, first)).toBe(makeUuid(4, given, second));
      expect(given).toEqual(random);
    }),
  );
});
