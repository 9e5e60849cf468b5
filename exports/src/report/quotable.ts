import { type Coding, isOffRecord, isSensitive } from "@diaoyan/analysis";
import {
  createOffsetIndex,
  findInterviewers,
  listInterviewees,
  type OffsetIndex,
  type Session,
  type StudySnapshot,
  type TextSpan,
  type Transcript,
} from "@diaoyan/instruments";

interface Speech {
  readonly turn: TextSpan;
  readonly words: string;
}

interface Talk {
  readonly index: OffsetIndex;
  readonly answers: readonly Speech[];
}

/**
 * Finds passages that may be quoted: said by an interviewee, in one turn of which nothing was said off the record, naming
 * nobody, from a session in which every interviewee agreed to take part; what the transcript holds must be what was coded.
 */
export function createQuoteCheck({ transcripts, sessions }: StudySnapshot): (coding: Coding) => boolean {
  const known = new Map(transcripts.map((transcript) => [transcript.id as string, transcript]));
  const agreed = new Map(sessions.map((session) => [session.id as string, everybodyAgreed(session)]));
  const talks = new Map<string, Talk>();
  return (coding) => {
    const transcript = known.get(coding.transcript);
    if (transcript === undefined || transcript.revision !== coding.transcriptRevision) return false;
    if (transcript.session !== null && agreed.get(transcript.session) !== true) return false;
    const talk = talks.get(transcript.id) ?? readTalk(transcript);
    talks.set(transcript.id, talk);
    const speech = talk.answers.find(({ turn }) => turn.start <= coding.start && coding.end <= turn.end);
    if (speech === undefined || isOffRecord(speech.words) || isSensitive(coding.quote)) return false;
    return talk.index.slice(coding) === coding.quote;
  };
}

function everybodyAgreed(session: Session): boolean {
  const asked = session.participants.filter(({ role }) => role === "受访");
  return session.status === "held" && asked.length > 0 && listInterviewees(session).length === asked.length;
}

function readTalk({ text, turns }: Transcript): Talk {
  const index = createOffsetIndex(text);
  const asking = findInterviewers(index, turns);
  const spoken = turns.filter(({ speaker }) => !asking.has(speaker));
  return { index, answers: spoken.map((turn) => ({ turn, words: index.slice(turn) })) };
}
