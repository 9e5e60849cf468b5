import { expect, it } from "vitest";
import { samplePaper } from "../../test/sample-rows.ts";
import { isEnteredTwice } from "./paper-place.ts";

const drawnAt = (share: number, seed: string): readonly boolean[] =>
  Array.from({ length: 5_000 }, (_, number) =>
    isEnteredTwice({ ...samplePaper.batch, rule: { share, seed, sameClerk: false } }, String(number)),
  );

it("draws the share asked for, the same again for the same seed, and others for another", () => {
  const drawn = drawnAt(0.1, "seed");
  const count = drawn.filter(Boolean).length;
  // five standard deviations of a binomial of 5,000 at 0.1
  expect(Math.abs(count - 500)).toBeLessThan(5 * Math.sqrt(5_000 * 0.1 * 0.9));
  expect(drawnAt(0.1, "seed")).toEqual(drawn);
  expect(drawnAt(0.1, "other")).not.toEqual(drawn);
  expect(drawnAt(1, "seed").every(Boolean)).toBe(true);
});
