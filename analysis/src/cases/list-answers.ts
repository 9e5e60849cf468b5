import {
  codePointLength,
  createOffsetIndex,
  findInterviewers,
  type OffsetIndex,
  type TextSpan,
  type Transcript,
} from "@diaoyan/instruments";
import { splitSentences, splitWithin } from "../text/split-sentences.ts";
import { differsInFigure, figureReach } from "./corrects-figure.ts";
import {
  asksForLimits,
  asksWhenMet,
  deniesReality,
  limitsPrevious,
  narrowsAnswer,
  objects,
  qualifies,
} from "./limits.ts";
import { frameOf, type QuestionFrame } from "./question-frames.ts";
import { dropFillers, isNod } from "./tidy-sentence.ts";
import { goesOnBehind, isBareCondition } from "./torn.ts";

/** A sentence somebody said, without the fillers before it. */
export interface Said {
  readonly span: TextSpan;
  readonly text: string;
}

/** A turn that answers. */
export interface Answer {
  readonly transcript: Transcript;
  readonly index: OffsetIndex;
  readonly speaker: string;
  readonly sentences: readonly Said[];
  /** It is said in one breath with the answer before it: the interviewer only nodded, or it limits that one. */
  readonly goesOn: boolean;
  /** Its first sentence tells what the answer before it depends on (有什么条件吗？要满五年。), puts it right or objects to it. */
  readonly tellsLimit: boolean;
  /** It tells what holds once the answer before it is met (满足以后呢？每人五万元。). */
  readonly needsMet: boolean;
  readonly question: string;
  /** The question before that, which a probe (后来呢？) carries on. */
  readonly earlierQuestion: string;
  /** How its question, or the one a probe carries on, frames what it says. */
  readonly frame: QuestionFrame | null;
  /** Its place among the answers of the transcript, 0 to 1. */
  readonly progress: number;
}

/** A probe that carries the question before it on (还有呢？具体说说。). */
const probing = /^(?:那|嗯|好|哦|[，,])*(?:还有|另外|其他|别的|比如|例如|具体|再|接着|继续|然后呢|除此之外)/u;
const longestProbe = 12;

const affirming = /^(?:对|是的?|都|可以|能|没有?|全部|所有|一律|一样)/u;

/** The answers of a transcript in order; a nod of the interviewer is no question. */
export function listAnswers(transcript: Transcript): readonly Answer[] {
  const index = createOffsetIndex(transcript.text);
  const asking = findInterviewers(index, transcript.turns);
  const answering = transcript.turns.filter(({ speaker }) => !asking.has(speaker));
  const found: Answer[] = [];
  let [question, earlierQuestion, between] = ["", "", ""];
  let frame: QuestionFrame | null = null;
  for (const turn of transcript.turns) {
    if (asking.has(turn.speaker)) {
      between = index.slice(turn);
      if (isNod(between)) continue;
      [earlierQuestion, question] = [question, between];
      const carriesOn = probing.test(between) && codePointLength(between) <= longestProbe;
      frame = carriesOn ? frame : frameOf(between);
      continue;
    }
    const sentences = splitWithin(index, turn, splitSentences).map((whole): Said => {
      const span = dropFillers(index, whole);
      return { span, text: index.slice(span) };
    });
    const progress = answering.indexOf(turn) / Math.max(1, answering.length - 1);
    const first = sentences[0]?.text ?? "";
    const before = found.at(-1);
    const same = before?.speaker === turn.speaker;
    const putRight = same && before !== undefined && isPutRight(before, between, index.slice(turn));
    const lastSaid = before?.sentences.at(-1)?.text ?? "";
    const objected = !same && between === "" && (objects(first) || figureReach(first, [lastSaid]) > 0);
    const limited = same && ((asksForLimits(between) && !affirming.test(first)) || deniesReality(between, first));
    const tellsLimit = limited || putRight || objected;
    const needsMet = same && asksWhenMet(between);
    const corrects = between === "" && qualifies(first, lastSaid);
    const goesOn = corrects || tellsLimit || (same && (needsMet || followsOn(between, first, lastSaid)));
    found.push({
      ...{ transcript, index, speaker: turn.speaker, sentences, goesOn, tellsLimit, needsMet },
      ...{ question, earlierQuestion, frame, progress },
    });
    between = "";
  }
  return found;
}

/** Whether the interviewer names another figure of the answer before, and the speaker takes it (年报上是十二名。对，是十二名。). */
function isPutRight({ sentences }: Answer, between: string, told: string): boolean {
  const isTaken = /^(?:对|是|嗯|哦|噢|那|好|啊|不[是对]|[〇零一二三四五六七八九十百千两\d])/u.test(told);
  const said = sentences.map(({ text }) => text).join("");
  return (isTaken && differsInFigure(between, said)) || sentences.some(({ text }) => echoes(between, told, text));
}

/** Whether the interviewer echoes a figure and the speaker says another one (奖励五万元。五万元？五千元。). */
function echoes(between: string, told: string, said: string): boolean {
  return codePointLength(between) <= longestProbe && differsInFigure(told, between) && differsInFigure(told, said);
}

function followsOn(between: string, first: string, lastSaid: string): boolean {
  if (between === "") return limitsPrevious(first) || goesOnBehind(lastSaid, "turn") || isBareCondition(lastSaid);
  const isUnfinished = goesOnBehind(lastSaid, "turn") || isBareCondition(lastSaid);
  if (isUnfinished && codePointLength(between) <= longestProbe) return true;
  return isNod(between) || narrowsAnswer(first);
}
