import { expect, it } from "vitest";
import { createRounds, isOver } from "./rounds.ts";

it("follows a calm round that works with an urgent one, once, and never runs two at a time", async () => {
  const rounds: boolean[] = [];
  let atWork = 0;
  const ends: (() => void)[] = [];
  const run = createRounds(async (urgent) => {
    rounds.push(urgent);
    atWork += 1;
    expect(atWork).toBe(1);
    await new Promise<void>((resolve) => ends.push(resolve));
    atWork -= 1;
  });
  const calm = run();
  expect(run()).toBe(calm);
  const urgent = run({ urgent: true });
  expect(run({ urgent: true })).toBe(urgent);
  ends[0]?.();
  await calm;
  expect(rounds).toEqual([false, true]);
  ends[1]?.();
  await urgent;
  const later = run();
  expect(rounds).toEqual([false, true, false]);
  ends[2]?.();
  await later;
});

it("waits no longer than an hour, as a clock that was set back would have it", () => {
  const now = Date.UTC(2026, 9, 12);
  expect([isOver(now, now), isOver(now + 1, now), isOver(now + 14 * 86_400_000, now)]).toEqual([true, false, true]);
});
