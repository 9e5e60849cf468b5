import { type Coding, isOffRecord, isSensitive, splitSentences, splitWithin } from "@diaoyan/analysis";
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

/** Whole sentences of an interviewee, with their place in the transcript. */
export interface Quotation extends TextSpan {
  readonly words: string;
}

interface Speech {
  readonly turn: TextSpan;
  readonly words: string;
}

interface Talk {
  readonly index: OffsetIndex;
  readonly answers: readonly Speech[];
}

/**
 * Finds what may be quoted of a coded passage: the whole sentences it lies in, since half a sentence can say the opposite.
 * They must be said by an interviewee, in one turn of which nothing was said off the record, naming nobody, in a session
 * in which every interviewee agreed to take part; what the transcript holds must be what was coded. Null where nothing is.
 */
export function createQuoteFinder({ transcripts, sessions }: StudySnapshot): (coding: Coding) => Quotation | null {
  const known = new Map(transcripts.map((transcript) => [transcript.id as string, transcript]));
  const agreed = new Map(sessions.map((session) => [session.id as string, everybodyAgreed(session)]));
  const talks = new Map<string, Talk>();
  return (coding) => {
    const transcript = known.get(coding.transcript);
    if (transcript === undefined || transcript.revision !== coding.transcriptRevision) return null;
    if (transcript.session !== null && agreed.get(transcript.session) !== true) return null;
    const talk = talks.get(transcript.id) ?? readTalk(transcript);
    talks.set(transcript.id, talk);
    const speech = talk.answers.find(({ turn }) => turn.start <= coding.start && coding.end <= turn.end);
    if (speech === undefined || isOffRecord(speech.words) || talk.index.slice(coding) !== coding.quote) return null;
    const quotation = widen(talk.index, speech.turn, coding);
    return isSensitive(quotation.words) ? null : quotation;
  };
}

/** The sentences of a turn that a passage touches, from the first to the last. */
export function widen(index: OffsetIndex, turn: TextSpan, passage: TextSpan): Quotation {
  const touched = splitWithin(index, turn, splitSentences).filter(
    ({ start, end }) => start < passage.end && passage.start < end,
  );
  const span = { start: touched[0]?.start ?? passage.start, end: touched.at(-1)?.end ?? passage.end };
  return { ...span, words: index.slice(span) };
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
