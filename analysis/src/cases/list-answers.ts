import {
  createOffsetIndex,
  findInterviewers,
  type OffsetIndex,
  type TextSpan,
  type Transcript,
} from "@diaoyan/instruments";
import { splitSentences, splitWithin } from "../text/split-sentences.ts";
import { asksForLimits, asksWhenMet, limitsPrevious, narrowsAnswer, qualifies } from "./limits.ts";
import { dropFillers, isNod } from "./tidy-sentence.ts";

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
  /** Its first sentence tells what the answer before it depends on (有什么条件吗？要满五年。). */
  readonly tellsLimit: boolean;
  /** It tells what holds once the answer before it is met (满足以后呢？每人五万元。). */
  readonly needsMet: boolean;
  readonly question: string;
  /** The question before that, which a probe (后来呢？) carries on. */
  readonly earlierQuestion: string;
  /** Its place among the answers of the transcript, 0 to 1. */
  readonly progress: number;
}

const affirming = /^(?:对|是的?|都|可以|能|没有?|全部|所有|一律|一样)/u;

/** The answers of a transcript in order; a nod of the interviewer is no question. */
export function listAnswers(transcript: Transcript): readonly Answer[] {
  const index = createOffsetIndex(transcript.text);
  const asking = findInterviewers(index, transcript.turns);
  const answering = transcript.turns.filter(({ speaker }) => !asking.has(speaker));
  const found: Answer[] = [];
  let [question, earlierQuestion, between] = ["", "", ""];
  for (const turn of transcript.turns) {
    if (asking.has(turn.speaker)) {
      between = index.slice(turn);
      if (!isNod(between)) [earlierQuestion, question] = [question, between];
      continue;
    }
    const sentences = splitWithin(index, turn, splitSentences).map((whole): Said => {
      const span = dropFillers(index, whole);
      return { span, text: index.slice(span) };
    });
    const progress = answering.indexOf(turn) / Math.max(1, answering.length - 1);
    const first = sentences[0]?.text ?? "";
    const same = found.at(-1)?.speaker === turn.speaker;
    const tellsLimit = same && asksForLimits(between) && !affirming.test(first);
    const needsMet = same && asksWhenMet(between);
    const lastSaid = found.at(-1)?.sentences.at(-1)?.text ?? "";
    const corrects = between === "" && qualifies(first, lastSaid);
    const goesOn = corrects || (same && (tellsLimit || needsMet || followsOn(between, first)));
    found.push({
      ...{ transcript, index, speaker: turn.speaker, sentences, goesOn, tellsLimit, needsMet },
      ...{ question, earlierQuestion, progress },
    });
    between = "";
  }
  return found;
}

function followsOn(between: string, first: string): boolean {
  if (between === "") return limitsPrevious(first);
  return isNod(between) || narrowsAnswer(first);
}
