import { expect, it } from "vitest";
import { spanOf } from "./snap.ts";
import { markSpan, stepWalk, type Walk } from "./walk-selection.ts";

const units = [spanOf(0, 3), spanOf(3, 6), spanOf(6, 9), spanOf(20, 25)];
const start: Walk = { marked: null, extended: null, left: null };
const step = (walk: Walk, by: 1 | -1, { extend = false, seen = null as number | null } = {}): Walk =>
  stepWalk(walk, { by, extend, units, seen })?.walk ?? walk;

it("goes on from where the work was left, not from the beginning of the text", () => {
  const left = markSpan(markSpan(start, units[1] ?? null), null);
  expect(left.marked).toBeNull();
  expect(step(left, 1).marked).toEqual(units[2]);
  expect(step(left, -1).marked).toEqual(units[0]);
  // that place was scrolled away: the first unit in sight
  expect(step(left, 1, { seen: 12 }).marked).toEqual(units[3]);
  expect(step(start, 1).marked).toEqual(units[0]);
});

it("takes back what was extended, and grows to the other side", () => {
  const one = markSpan(start, units[1] ?? null);
  const two = step(one, 1, { extend: true });
  expect(two.marked).toEqual(spanOf(3, 9));
  const again = step(two, -1, { extend: true });
  expect(again.marked).toEqual(spanOf(3, 6));
  expect(step(again, -1, { extend: true }).marked).toEqual(spanOf(0, 6));
  // the last unit is the end
  expect(step(step(two, 1, { extend: true }), 1, { extend: true }).marked).toEqual(spanOf(3, 25));
});
