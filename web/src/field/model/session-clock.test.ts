import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advance, blankProgress, type ClockReading, type Progress, readElapsed } from "./session-clock.ts";

const running = (elapsed: number, seenAt: number): Progress => ({ ...blankProgress, running: true, elapsed, seenAt });
const day = 86_400_000;

describe("readElapsed", () => {
  it("never runs back, whatever the wall clock does and however often the page is killed", () => {
    const step = fc.record({
      wall: fc.integer({ min: -30 * day, max: 30 * day }),
      steady: fc.integer({ min: 0, max: day }),
      killed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let progress = running(0, 0);
        let anchor: ClockReading | null = { wall: 0, steady: 0 };
        let now: ClockReading = { wall: 0, steady: 0 };
        for (const { wall, steady, killed } of steps) {
          now = killed ? { wall: now.wall + wall, steady: 0 } : { wall: now.wall + wall, steady: now.steady + steady };
          const elapsed = readElapsed(progress, killed ? null : anchor, now);
          expect(elapsed.seconds).toBeGreaterThanOrEqual(progress.elapsed);
          expect(elapsed.seconds).toBeLessThanOrEqual(604_800);
          progress = advance(progress, elapsed, now, "s1");
          anchor = now;
        }
        expect(progress.spent["s1"] ?? 0).toBeCloseTo(progress.elapsed, 3);
      }),
    );
  });

  it("follows the steady clock when the wall clock is set back, and says by how much", () => {
    const elapsed = readElapsed(
      running(100, 1_000_000),
      { wall: 1_000_000, steady: 0 },
      { wall: 400_000, steady: 30_000 },
    );
    expect(elapsed).toEqual({ seconds: 130, shift: -630 });
  });

  it("catches up by the wall clock after a sleep or a killed page", () => {
    expect(readElapsed(running(100, 0), { wall: 0, steady: 0 }, { wall: 600_000, steady: 5_000 }).seconds).toBe(700);
    expect(readElapsed(running(100, 0), null, { wall: 600_000, steady: 5 })).toEqual({ seconds: 700, shift: 0 });
  });

  it("does not count two weeks away as talk, nor as a clock that somebody moved", () => {
    expect(readElapsed(running(100, 0), null, { wall: 14 * day, steady: 0 })).toEqual({ seconds: 100, shift: 0 });
  });

  it("does not count a clock that was left running for days", () => {
    const elapsed = readElapsed(running(100, 0), { wall: 0, steady: 0 }, { wall: 3 * day, steady: 3 * day });
    expect(elapsed).toEqual({ seconds: 100, shift: 0 });
  });

  it("stands still while the session is not running", () => {
    const elapsed = readElapsed({ ...running(100, 0), running: false }, null, { wall: 600_000, steady: 0 });
    expect(elapsed).toEqual({ seconds: 100, shift: 0 });
  });
});
