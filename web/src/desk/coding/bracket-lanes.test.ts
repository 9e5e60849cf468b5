import fc from "fast-check";
import { expect, it } from "vitest";
import { spreadLanes } from "./bracket-lanes.ts";
import { layLabels } from "./lay-labels.ts";

const bracket = (top: number, height: number, lane = 0, begins = true) => ({ top, height, lane, begins });

it("draws codings of one line beside each other, and gives a lane back below", () => {
  const lanes = spreadLanes([bracket(0, 20), bracket(0, 40), bracket(50, 20)]).map(({ lane }) => lane);
  expect(lanes).toEqual([0, 1, 0]);
});

it("keeps the lane of a coding that comes from the block before", () => {
  const [first, second] = spreadLanes([bracket(0, 20), bracket(0, 10, 1, false), bracket(0, 10, 0, true)]);
  expect([first?.lane, second?.lane]).toEqual([1, 0]);
});

const anyBracket = fc.record({
  top: fc.integer({ min: 0, max: 90 }),
  height: fc.integer({ min: 1, max: 40 }),
  lane: fc.integer({ min: 0, max: 3 }),
  begins: fc.boolean(),
});

it("draws no bracket over another, and loses none", () => {
  fc.assert(
    fc.property(fc.array(anyBracket, { maxLength: 12 }), (given) => {
      const drawn = spreadLanes(given);
      expect(drawn).toHaveLength(given.length);
      for (const [at, one] of drawn.entries())
        for (const other of drawn.slice(at + 1))
          if (other.lane === one.lane)
            expect(one.top + one.height <= other.top || other.top + other.height <= one.top).toBe(true);
    }),
  );
});

it("names every coding of a short turn, and counts only what would need more lines than the count", () => {
  const coded = (code: string, top = 0) => ({
    ...bracket(top, 20),
    coding: { id: code, code, start: 0, end: 9, memo: "", origin: undefined } as never as { code: string },
  });
  const lay = (codes: readonly string[], room: number) => layLabels(codes.map((code) => coded(code)) as never, room);
  expect(lay(["a", "b"], 24)).toMatchObject({ labels: [{ top: 0 }, { top: 19 }], more: null });
  expect(lay(["a", "b", "c"], 24)).toMatchObject({ labels: [{ top: 0 }], more: { count: 2, top: 19 } });
  expect(lay(["a", "a"], 24).labels).toHaveLength(1);
});
