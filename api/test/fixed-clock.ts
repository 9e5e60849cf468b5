import { brandAs, type Instant } from "@diaoyan/instruments";
import type { Clock } from "../src/ports/clock.ts";

/** A clock a test sets. */
export interface TestClock extends Clock {
  set(instant: string): void;
}

export function createTestClock(start = "2026-11-24T02:00:00.000Z"): TestClock {
  let now = start;
  return {
    now: () => brandAs<Instant>(now),
    set: (instant) => {
      now = instant;
    },
  };
}
