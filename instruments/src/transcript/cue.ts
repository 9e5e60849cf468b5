import type { FindingLog } from "./transcript-finding.ts";

/** A stretch of recorded speech as a subtitle or a recogniser gives it. */
export interface Cue {
  /** Line or segment of the file, from 1. */
  readonly place: number;
  /** Seconds from the start of the recording. */
  readonly start: number | null;
  readonly end: number | null;
  /** Null where the file does not say who speaks. */
  readonly speaker: string | null;
  readonly text: string;
}

/** Notes cues out of order, overlapping, or ending before they begin. */
export function noteOddTimes(cues: readonly Cue[], log: FindingLog): void {
  let begun = 0;
  let ended = 0;
  for (const { start, end, place } of cues) {
    if (start === null) continue;
    if (start < begun) {
      log.add("cue.order", place);
      ended = start;
    } else if (start < ended) log.add("cue.overlap", place);
    if (end !== null && end < start) log.add("cue.end-before-start", place);
    begun = start;
    ended = Math.max(ended, end ?? start);
  }
}
