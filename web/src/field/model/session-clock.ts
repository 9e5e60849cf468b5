/** How far a session has come, kept with its record. Seconds. */
export interface Progress {
  readonly running: boolean;
  /** Since the session began, as last read. */
  readonly elapsed: number;
  /** Wall clock when it was last read, milliseconds since 1970. */
  readonly seenAt: number;
  /** Spent in each section of the protocol. */
  readonly spent: Readonly<Record<string, number>>;
  /** The question the conversation is at. */
  readonly question: string | null;
}

/** Both clocks of the device in milliseconds: `steady` never runs back but begins anew with every start of the page. */
export interface ClockReading {
  readonly wall: number;
  readonly steady: number;
}

export interface Elapsed {
  readonly seconds: number;
  /** Seconds by which somebody moved the device's clock; 0 when it ran on. */
  readonly shift: number;
}

export const blankProgress: Progress = { running: false, elapsed: 0, seenAt: 0, spent: {}, question: null };

/** A note may stand at most a week after the beginning. */
const longestSeconds = 604_800;
/** Beyond this a gap is a clock that was moved, not a page that slept. */
const longestSleepSeconds = 12 * 3_600;
const toleranceSeconds = 5;

/**
 * Seconds since the session began: never less than read before, whatever becomes of the wall clock. `anchor` are both
 * clocks when `progress` was last read in this life of the page; without one only the wall clock can say how long the page
 * was away. A page that slept catches up by the wall clock, a clock that was moved is not followed and is told, and a
 * clock that nobody looked at for half a day was left running and counts for nothing.
 */
export function readElapsed(progress: Progress, anchor: ClockReading | null, now: ClockReading): Elapsed {
  if (!progress.running) return { seconds: progress.elapsed, shift: 0 };
  const wallGone = (now.wall - progress.seenAt) / 1_000;
  const steadyGone = anchor === null ? 0 : Math.max(0, (now.steady - anchor.steady) / 1_000);
  const unseen = anchor === null ? wallGone : steadyGone;
  if (unseen > longestSleepSeconds) return { seconds: progress.elapsed, shift: 0 };
  const ahead = wallGone - steadyGone;
  const moved = ahead < -toleranceSeconds || ahead > longestSleepSeconds;
  const gone = moved ? steadyGone : Math.max(steadyGone, wallGone);
  return { seconds: Math.min(longestSeconds, progress.elapsed + gone), shift: moved ? ahead : 0 };
}

/** The progress with what has gone by since, counted for the section the conversation is at. */
export function advance(progress: Progress, elapsed: Elapsed, now: ClockReading, section: string | null): Progress {
  const gone = elapsed.seconds - progress.elapsed;
  const spent =
    section === null || gone === 0
      ? progress.spent
      : { ...progress.spent, [section]: (progress.spent[section] ?? 0) + gone };
  return { ...progress, elapsed: elapsed.seconds, seenAt: now.wall, spent };
}
