import { createOffsetIndex, findInterviewers, type TranscriptId } from "@diaoyan/instruments";
import type { Coding, Corpus } from "../model/corpus.ts";

/** One person in one interview 受访人次: a speaker of a transcript who is not an interviewer. */
export interface PersonTime {
  readonly transcript: TranscriptId;
  readonly speaker: string;
}

/** The interviewees of all transcripts, by transcript and then in order of first speech. */
export function listPersonTimes(corpus: Corpus): readonly PersonTime[] {
  return corpus.transcripts.flatMap((transcript) => {
    const asking = findInterviewers(createOffsetIndex(transcript.text), transcript.turns);
    const speakers = new Set(transcript.turns.map(({ speaker }) => speaker).filter((speaker) => !asking.has(speaker)));
    return [...speakers].map((speaker) => ({ transcript: transcript.id, speaker }));
  });
}

/** Finds whose words a coding begins in; undefined for an interviewer's words, the title block or an unknown transcript. */
export function createSpeakerFinder(
  corpus: Corpus,
  people: readonly PersonTime[],
): (coding: Coding) => PersonTime | undefined {
  const turns = new Map(corpus.transcripts.map(({ id, turns: spoken }) => [id, spoken]));
  const known = new Map(people.map((person) => [`${person.transcript}\n${person.speaker}`, person]));
  return (coding) => {
    const turn = turns.get(coding.transcript)?.find(({ start, end }) => start <= coding.start && coding.start < end);
    return turn && known.get(`${coding.transcript}\n${turn.speaker}`);
  };
}
