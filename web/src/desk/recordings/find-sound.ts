/** What of a recording tells whether a moment lies in it; seconds are null where nobody knows. */
export interface SoundSpan {
  readonly id: string;
  /** Where it begins in its session. */
  readonly startsAt: number | null;
  readonly seconds: number | null;
}

/** A recording and a place in it, in seconds. */
export interface SoundPlace {
  readonly id: string;
  readonly from: number;
}

/**
 * Where a turn is heard. A time code counts from the beginning of the recording that is open; one beyond its end
 * counts from the beginning of the session and is looked for in the other recordings. Null: none reaches so far.
 */
export function findSound(sounds: readonly SoundSpan[], open: SoundSpan, seconds: number): SoundPlace | null {
  if (open.seconds === null || seconds < open.seconds) return { id: open.id, from: seconds };
  for (const { id, startsAt, seconds: length } of sounds) {
    if (id === open.id || startsAt === null) continue;
    const from = seconds - startsAt;
    if (from >= 0 && (length === null || from < length)) return { id, from };
  }
  return null;
}
