import type { TextSpan, Transcript } from "@diaoyan/instruments";
import type { Coding } from "../model/corpus.ts";
import { beginsWithThis, isOffRecord, isSensitive, listLabelNames, refersBack } from "./is-sensitive.ts";
import { leadsOn, limitsPrevious, qualifies, reachOf } from "./limits.ts";
import { type Answer, listAnswers } from "./list-answers.ts";
import { findTakenBack } from "./take-back.ts";
import {
  isEndless,
  isFragment,
  isQuotable,
  leansOnPrevious,
  saysWhatWouldBe,
  supposes,
  tellsOfWhatIs,
  wishes,
} from "./tidy-sentence.ts";

/** A sentence that may be quoted in a case, with what speaks for it. */
export interface Candidate {
  readonly transcript: Transcript;
  readonly span: TextSpan;
  readonly text: string;
  /** Place in reading order over all transcripts; neighbours in one breath differ by one. */
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
  /** Position of the last sentence that limits it (前提是…), its own where none does: it stands with that one or not at all. */
  readonly upTo: number;
  readonly codings: readonly Coding[];
}

/** The candidates of all transcripts and how many sentences were withheld for the sake of persons or since their speaker took them back. */
export interface CandidateList {
  readonly candidates: readonly Candidate[];
  readonly withheld: number;
  /** How many stretches were too long to quote or never ended, as a recogniser writes them. */
  readonly endless: number;
}

/** Reads the sentences interviewees say; questions, fragments, naming sentences, off-record turns and what was taken back stay out. */
export function collectCandidates(transcripts: readonly Transcript[], codings: readonly Coding[]): CandidateList {
  const candidates: Candidate[] = [];
  let withheld = 0;
  let endless = 0;
  let turn = 0;
  let position = 0;
  for (const transcript of transcripts) {
    const own = codings.filter((coding) => coding.transcript === transcript.id);
    for (const breath of listBreaths(transcript)) {
      position += 1;
      const last = limitReaches(breath);
      breath.forEach((one, at) => {
        const { text, span, answer, place } = one;
        position += 1;
        turn += place === 0 ? 1 : 0;
        if (isEndless(text)) endless += 1;
        if (!one.quotable) return;
        if (one.withheld) withheld += 1;
        const upTo = last[at];
        if (one.withheld || upTo === undefined) return;
        const { question, earlierQuestion, progress } = answer;
        const on = own.filter((coding) => coding.start < span.end && coding.end > span.start);
        const leans = leansOnPrevious(text) || one.supposed || (answer.needsMet && place === 0);
        candidates.push({
          ...{ transcript, span, text, position, place, turn, question, earlierQuestion, progress, leans },
          ...{ upTo: position + upTo - at, codings: on },
        });
      });
    }
  }
  return { candidates, withheld, endless };
}

/** A sentence of an answer with what keeps it from being quoted. */
interface Heard {
  readonly answer: Answer;
  readonly place: number;
  readonly span: TextSpan;
  readonly text: string;
  readonly quotable: boolean;
  /** It names somebody, was said off the record, or was taken back later. */
  readonly withheld: boolean;
  /** It answers or goes on with a supposition and tells nothing of what is. */
  readonly supposed: boolean;
}

/** Answers said in one breath, as their sentences. */
function listBreaths(transcript: Transcript): readonly (readonly Heard[])[] {
  const answers = listAnswers(transcript);
  const silent = findSilent(answers);
  const takenBack = new Set(
    [...new Set(answers.map(({ speaker }) => speaker))].flatMap((speaker) => listTakenBack(answers, speaker)),
  );
  const names = listLabelNames(transcript.turns.map(({ speaker }) => speaker));
  const breaths: Heard[][] = [];
  for (const answer of answers) {
    const { sentences, goesOn, tellsLimit, question } = answer;
    const before = goesOn ? breaths.at(-1) : undefined;
    let supposed = before === undefined ? supposes(question) : (before.at(-1)?.supposed ?? false);
    let wished = false;
    const heard = sentences.map(({ span, text }, place): Heard => {
      supposed &&= !tellsOfWhatIs(text);
      const goesOnWishing = wished && saysWhatWouldBe(text);
      wished = goesOnWishing || wishes(text);
      const previous = sentences[place - 1]?.text ?? before?.at(-1)?.text ?? "";
      const limits = limitsPrevious(text) || qualifies(text, previous) || (tellsLimit && place === 0);
      const isWithheld =
        silent.has(answer) || isSensitive(text) || names.some((name) => text.includes(name)) || takenBack.has(span);
      return {
        answer,
        place,
        span,
        text,
        quotable: isQuotable(text, limits) && !isRestOf(answer, span),
        withheld: isWithheld,
        supposed: supposed || goesOnWishing,
      };
    });
    if (before === undefined) breaths.push(heard);
    else before.push(...heard);
  }
  return breaths;
}

/** Whether a dash before it says that its beginning was said before somebody broke in (——有十一个是三十五岁以下的). */
function isRestOf({ index }: Answer, { start }: TextSpan): boolean {
  return start > 0 && /[—…]/u.test(index.slice({ start: start - 1, end: start } as TextSpan));
}

/** Answers said off the record, and those of which their speaker says so afterwards (刚才那段不要写). */
function findSilent(answers: readonly Answer[]): ReadonlySet<Answer> {
  const silent = new Set<Answer>();
  answers.forEach((answer, at) => {
    const asking = answer.sentences.filter(({ text }) => isOffRecord(text));
    if (asking.length > 0) silent.add(answer);
    const [opening] = answer.sentences;
    const pointsBack = opening !== undefined && asking.includes(opening) && beginsWithThis(opening.text);
    if (!pointsBack && !asking.some(({ text }) => refersBack(text))) return;
    const before = answers.slice(0, at).findLast(({ speaker }) => speaker === answer.speaker);
    if (before !== undefined) silent.add(before);
  });
  return silent;
}

function listTakenBack(answers: readonly Answer[], speaker: string): readonly TextSpan[] {
  const said = answers.filter((answer) => answer.speaker === speaker).flatMap(({ sentences }) => sentences);
  const places = findTakenBack(said.map(({ text }) => text));
  return said.flatMap(({ span }, place) => (places.has(place) ? [span] : []));
}

/**
 * For each sentence of a breath the place of the last one it may not stand without, its own where nothing limits it;
 * undefined where what limits it, or what stands between, cannot be quoted.
 */
function limitReaches(breath: readonly Heard[]): readonly (number | undefined)[] {
  const last = breath.map((_, place) => place);
  breath.forEach(({ text, answer, place: inAnswer }, place) => {
    const before = breath.slice(Math.max(0, place - 3), place).map((one) => one.text);
    const told = answer.tellsLimit && inAnswer === 0 ? 1 : 0;
    const reach = Math.max(told, reachOf(text, before.reverse()));
    for (let at = place - reach; at < place; at += 1) last[at] = place;
    // 也不是。 and 也有例外。 say nothing without what comes after, past a 有。 too
    if (reach > 0 && leadsOn(text)) {
      const next = breath.findIndex((one, at) => at > place && !isFragment(one.text));
      if (next > place) last[place] = next;
    }
  });
  for (let place = breath.length - 1; place >= 0; place -= 1) {
    last[place] = Math.max(...last.slice(place, (last[place] ?? place) + 1));
  }
  return last.map((end, place) => {
    const needed = breath.slice(place, end + 1);
    const stands = needed.every((one) => (one.quotable ? !one.withheld : isFragment(one.text)));
    return stands && breath[end]?.quotable ? end : undefined;
  });
}
