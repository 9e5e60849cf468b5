import type { CodePointOffset, ContentHash, SessionId, TranscriptId } from "./ids.ts";

/** A stretch of text: `start` inclusive, `end` exclusive, in code points of the transcript's text. */
export interface TextSpan {
  readonly start: CodePointOffset;
  readonly end: CodePointOffset;
}

/** A speaker turn; the span covers what was said, without the speaker's label. */
export interface Turn extends TextSpan {
  readonly speaker: string;
  /** Seconds from the start of the recording, where the text carries time codes. */
  readonly at: number | null;
  /** Seconds at which the turn ends, where the file says so. */
  readonly until?: number;
}

/** One immutable revision of what was said. */
export interface Transcript {
  readonly id: TranscriptId;
  readonly revision: number;
  readonly session: SessionId | null;
  readonly title: string;
  readonly text: string;
  readonly hash: ContentHash;
  readonly turns: readonly Turn[];
}
