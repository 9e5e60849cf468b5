import type { TextSpan, Transcript } from "@diaoyan/instruments";
import type { Coding } from "../model/corpus.ts";
import { awaitsOutcome, isComment } from "./comments.ts";
import { figureReach } from "./corrects-figure.ts";
import { findSilent } from "./find-silent.ts";
import { isSensitive, listLabelNames } from "./is-sensitive.ts";
import { leadsOn, limitsPrevious, qualifies, reachOf } from "./limits.ts";
import { type Answer, listAnswers } from "./list-answers.ts";
import { awaitsSecondTry, leavesTopicToQuestion, needsPrevious } from "./lone-sentence.ts";
import { needsQuestion, tellsItsFrame } from "./question-frames.ts";
import { findTakenBack } from "./take-back.ts";
import {
  addsMore,
  isEndless,
  isFragment,
  isQuotable,
  leansOnPrevious,
  saysWhatWouldBe,
  supposes,
  tellsOfWhatIs,
  wishes,
} from "./tidy-sentence.ts";
import { findOpenings } from "./told-frames.ts";
import { cutsNegation, goesOnBehind, isBareCondition } from "./torn.ts";
import { asks } from "./unquotable.ts";

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
  /** It tells of what was or is wished for, and only its question says so. */
  readonly notNow: boolean;
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
        if (isEndless(text) || one.torn) endless += 1;
        if (!one.quotable) return;
        if (one.withheld) withheld += 1;
        const upTo = last[at];
        if (one.withheld || upTo === undefined) return;
        const { question, earlierQuestion, progress } = answer;
        const on = own.filter((coding) => coding.start < span.end && coding.end > span.start);
        const leans = one.leans || one.supposed || (answer.needsMet && place === 0);
        const { notNow } = one;
        candidates.push({
          ...{ transcript, span, text, position, place, turn, question, earlierQuestion, progress, leans, notNow },
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
  /** It answers or goes on with a supposition, or a question that asks for no fact, and tells nothing of what is. */
  readonly supposed: boolean;
  readonly leans: boolean;
  readonly notNow: boolean;
  /** It is the rest of a sentence that a line end, a stop or a break cut. */
  readonly torn: boolean;
  /** Place in the breath of the sentence that frames it (明年打算…), its own where none does. */
  readonly opening: number;
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
    const { sentences, goesOn, tellsLimit, question, frame } = answer;
    const before = goesOn ? breaths.at(-1) : undefined;
    const [shift, lastSaid] = [before?.length ?? 0, before?.at(-1)?.text ?? ""];
    const openings = findOpenings(sentences.map(({ text }) => text));
    const framed = frame !== null && frame !== "not-now";
    let supposed = before === undefined ? supposes(question) || framed : (before.at(-1)?.supposed ?? false);
    let wished = false;
    const heard = sentences.map(({ span, text }, place): Heard => {
      supposed &&= !tellsOfWhatIs(text);
      const isFramed = supposed && !(framed && tellsItsFrame(text, frame));
      const goesOnWishing = wished && saysWhatWouldBe(text);
      wished = goesOnWishing || wishes(text);
      const previous = sentences[place - 1]?.text ?? lastSaid;
      const follows = place > 0 || before !== undefined;
      const torn = isTorn(answer, span, previous, follows);
      const limits =
        limitsPrevious(text) ||
        qualifies(text, previous) ||
        (tellsLimit && place === 0) ||
        (follows && isComment(text));
      const isWithheld =
        silent.has(answer) || isSensitive(text) || names.some((name) => text.includes(name)) || takenBack.has(span);
      const opening = openings[place] ?? place;
      const isAddition = place === 0 && addsMore(text);
      const isElliptic = !follows && (needsQuestion(text, question) || leavesTopicToQuestion(text, question));
      const isRemark = place > 0 && !isAddition && needsPrevious(text, previous);
      return {
        ...{ answer, place, span, text, torn, opening: shift + opening },
        quotable: isQuotable(text, limits) && !torn,
        withheld: isWithheld,
        supposed: isFramed || goesOnWishing,
        leans:
          (leansOnPrevious(text) && !isAddition) ||
          opening < place ||
          isElliptic ||
          isRemark ||
          isBareCondition(previous) ||
          (place > 0 && answersItself(text, previous)),
        notNow: frame === "not-now" && !tellsItsFrame(text, frame),
      };
    });
    if (before === undefined) breaths.push(heard);
    else before.push(...heard);
  }
  return breaths;
}

/** Whether a short sentence answers the question its speaker put before it (要不看看引用？一看引用就又回去了。). */
function answersItself(text: string, previous: string): boolean {
  return asks(previous) && !isFragment(previous) && [...text].length <= 14;
}

/**
 * Whether a sentence is the rest of one: a dash before it says that somebody broke in (——有十一个是三十五岁以下的), or the
 * words before it were cut by a line end or a stop (一直没有⏎取消论文要求。).
 */
function isTorn({ index, speaker, sentences }: Answer, span: TextSpan, previous: string, follows: boolean): boolean {
  const { start } = span;
  const dashed = start > 0 && /[—…]/u.test(index.slice({ start: start - 1, end: start } as TextSpan));
  const cut = sentences[0]?.span === span ? "turn" : speaker === "" ? "document" : "line";
  return dashed || (follows && (goesOnBehind(previous, cut) || cutsNegation(previous)));
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
    const before = breath
      .slice(Math.max(0, place - 3), place)
      .map((one) => one.text)
      .reverse();
    const told = answer.tellsLimit && inAnswer === 0 ? 1 : 0;
    const reach = Math.min(place, Math.max(told, reachOf(text, before), reachBack(breath, place, before)));
    for (let at = place - reach; at < place; at += 1) last[at] = Math.max(last[at] ?? at, place);
    // 也不是。, 也有例外。 and 您那是外科。 say nothing without what comes after, past a 有。 too
    if (reach > 0 && (leadsOn(text) || (told > 0 && isFragment(text)))) {
      const next = breath.findIndex((one, at) => at > place && !isFragment(one.text));
      if (next > place) last[place] = next;
    }
    if (awaitsSecondTry(text, breath[place + 1]?.text ?? "")) {
      const later = breath.findIndex((one, at) => at > place && one.answer !== answer);
      last[place] = (later < 0 ? breath.length : later) - 1;
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

/** How far a sentence reaches back by its form: a comment, what follows a promise or a bare condition, another figure. */
function reachBack(breath: readonly Heard[], place: number, before: readonly string[]): number {
  const [text, previous] = [breath[place]?.text ?? "", breath[place - 1]];
  if (previous === undefined) return 0;
  const joined = isComment(text) || awaitsOutcome(previous.text) || isBareCondition(previous.text) ? 1 : 0;
  // what comes after a told frame (院长说：… 可到了学院…) is of all of it
  const framed = limitsPrevious(text) && previous.opening < place - 1 ? place - previous.opening : 0;
  return Math.max(joined, framed, figureReach(text, before));
}
