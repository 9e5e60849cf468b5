import {
  createOffsetIndex,
  findInterviewers,
  type OffsetIndex,
  type TextSpan,
  type Transcript,
} from "@diaoyan/instruments";
import type { Coding } from "../model/corpus.ts";
import { splitSentences, splitWithin } from "../text/split-sentences.ts";
import { isOffRecord, isSensitive } from "./is-sensitive.ts";
import {
  dropFillers,
  isNod,
  isQuotable,
  leansOnPrevious,
  limitsPrevious,
  narrowsAnswer,
  supposes,
} from "./tidy-sentence.ts";

/** A sentence that may be quoted in a case, with what speaks for it. */
export interface Candidate {
  readonly transcript: Transcript;
  readonly span: TextSpan;
  readonly text: string;
  /** Place in reading order over all transcripts; neighbours in a turn differ by one. */
  readonly position: number;
  /** Place in its turn, from 0. */
  readonly place: number;
  /** The question its turn answers, and the one before that, which a probe (后来呢？) carries on. */
  readonly question: string;
  readonly earlierQuestion: string;
  /** Place of its turn among the answers of the transcript, 0 to 1. */
  readonly progress: number;
  /** Number of its turn over all transcripts. */
  readonly turn: number;
  readonly leans: boolean;
  /** The sentence after it limits it (但是只限…): neither stands without the other. */
  readonly limited: boolean;
  readonly codings: readonly Coding[];
}

/** The candidates of all transcripts and how many sentences were withheld for the sake of persons. */
export interface CandidateList {
  readonly candidates: readonly Candidate[];
  readonly withheld: number;
}

/** Reads the sentences interviewees say; questions, fragments, naming sentences and off-record turns stay out. */
export function collectCandidates(transcripts: readonly Transcript[], codings: readonly Coding[]): CandidateList {
  const candidates: Candidate[] = [];
  let withheld = 0;
  let position = 0;
  for (const [turn, { transcript, index, spans, ...asked }] of transcripts.flatMap(listAnswers).entries()) {
    const silent = spans.some((span) => isOffRecord(index.slice(span)));
    const own = codings.filter((coding) => coding.transcript === transcript.id);
    position += 1;
    const said = spans.map((whole) => {
      const span = dropFillers(index, whole);
      return { span, text: index.slice(span) };
    });
    const usable = keepLimits(said.map(({ text }) => ({ text, quotable: isQuotable(text) && !isSensitive(text) })));
    said.forEach(({ span, text }, place) => {
      position += 1;
      if (!isQuotable(text)) return;
      if (silent || isSensitive(text)) withheld += 1;
      if (silent || !usable[place]) return;
      const on = own.filter((coding) => coding.start < span.end && coding.end > span.start);
      const leans = leansOnPrevious(text) || (place === 0 && supposes(asked.question));
      const limited = limitsPrevious(said[place + 1]?.text ?? "");
      candidates.push({ transcript, span, text, position, place, turn, ...asked, leans, limited, codings: on });
    });
  }
  return { candidates, withheld };
}

/** Which sentences may be quoted: one whose limit cannot stand beside it may not either. */
function keepLimits(sentences: readonly { readonly text: string; readonly quotable: boolean }[]): readonly boolean[] {
  const usable = sentences.map(({ quotable }) => quotable);
  for (let place = sentences.length - 2; place >= 0; place -= 1) {
    if (limitsPrevious(sentences[place + 1]?.text ?? "") && !usable[place + 1]) usable[place] = false;
  }
  return usable;
}

interface Answer {
  readonly transcript: Transcript;
  readonly index: OffsetIndex;
  readonly spans: readonly TextSpan[];
  readonly question: string;
  readonly earlierQuestion: string;
  readonly progress: number;
}

/** The turns that answer; one that begins by limiting what its speaker said before a nod or a probe goes on with that. */
function listAnswers(transcript: Transcript): readonly Answer[] {
  const index = createOffsetIndex(transcript.text);
  const asking = findInterviewers(index, transcript.turns);
  const answers = transcript.turns.filter(({ speaker }) => !asking.has(speaker));
  const found: (Answer & { readonly speaker: string })[] = [];
  let question = "";
  let earlierQuestion = "";
  for (const turn of transcript.turns) {
    if (asking.has(turn.speaker)) {
      [earlierQuestion, question] = [question, index.slice(turn)];
      continue;
    }
    const spans = splitWithin(index, turn, splitSentences);
    const before = found.at(-1);
    const goesOn = isNod(question) ? limitsPrevious : narrowsAnswer;
    if (before?.speaker === turn.speaker && spans[0] && goesOn(index.slice(dropFillers(index, spans[0])))) {
      found[found.length - 1] = { ...before, spans: [...before.spans, ...spans] };
      continue;
    }
    const progress = answers.indexOf(turn) / Math.max(1, answers.length - 1);
    found.push({ transcript, index, spans, question, earlierQuestion, progress, speaker: turn.speaker });
  }
  return found;
}
