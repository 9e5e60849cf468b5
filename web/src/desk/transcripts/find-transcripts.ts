import type { TranscriptSummary } from "@diaoyan/api/contract";
import { foldForSearch } from "@diaoyan/instruments";

/** Transcripts whose title or number of session holds all words typed, in either script; nothing typed finds all. */
export function findTranscripts(
  transcripts: readonly TranscriptSummary[],
  typed: string,
  numberOf: (transcript: TranscriptSummary) => string,
): readonly TranscriptSummary[] {
  const words = foldForSearch(typed).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return transcripts;
  return transcripts.filter((one) => {
    const heading = foldForSearch(`${one.title} ${numberOf(one)}`);
    return words.every((word) => heading.includes(word));
  });
}
