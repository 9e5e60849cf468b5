const messages = {
  "cue.order": "the cue begins before the one above it; the words stay in the order of the file",
  "cue.overlap": "the cue begins before the one above it ends",
  "cue.no-end": "the cue has no end time",
  "cue.end-before-start": "the cue ends before it begins; its end time is left out",
  "cue.time": "a time of the cue cannot be read and is left out; expected 00:01:23,400",
  "cue.empty": "the cue has no words",
  "cue.stray": "words stand outside a cue; they are kept at their place",
  "cue.tag": "formatting tags are left out, their words are kept",
  "cue.comment": "a comment or style block is left out: nobody said it",
  "json.time": "the segment has no readable start or end",
  "json.skipped": "the segment has no text",
  "json.text-differs": "the text of the whole differs from its segments; the segments are kept",
  "text.lone-label":
    "the line begins with what may be a name, once in the file; it is kept as words of the turn above it",
  "text.before-speaker": "the line stands before the first speaker; it is kept, but belongs to no turn",
} as const;

/** What can be odd about a transcript's file. */
export type TranscriptFindingCode = keyof typeof messages;

/** Something odd in a file of what was said; nothing of it was lost unless the message says so. */
export interface TranscriptFinding {
  readonly code: TranscriptFindingCode;
  readonly message: string;
  readonly count: number;
  /** What `places` count: lines of the file, or segments of a JSON; both from 1. */
  readonly unit: "line" | "segment";
  /** Where it was, the first twenty places. */
  readonly places: readonly number[];
}

/** Collects findings by code, in the order in which the codes first came. */
export interface FindingLog {
  add(code: TranscriptFindingCode, place: number): void;
  list(): readonly TranscriptFinding[];
}

const shownPlaces = 20;

/** An empty log whose places are lines or segments of the file. */
export function createFindingLog(unit: TranscriptFinding["unit"]): FindingLog {
  const byCode = new Map<TranscriptFindingCode, { count: number; readonly places: number[] }>();
  return {
    add(code, place) {
      const found = byCode.get(code) ?? { count: 0, places: [] };
      found.count += 1;
      if (found.places.length < shownPlaces) found.places.push(place);
      byCode.set(code, found);
    },
    list: () => [...byCode].map(([code, found]) => ({ code, message: messages[code], unit, ...found })),
  };
}
