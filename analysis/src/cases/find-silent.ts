import { beginsWithThis, isOffRecord, refersBack, refersForward, resumes } from "./is-sensitive.ts";
import type { Answer } from "./list-answers.ts";

/**
 * Answers said off the record, those of which their speaker says so afterwards (刚才那段不要写), and those after a wish
 * that points forward (下面的话别记) until it is said that one may write again.
 */
export function findSilent(answers: readonly Answer[]): ReadonlySet<Answer> {
  const silent = new Set<Answer>();
  const muted = new Set<string>();
  answers.forEach((answer, at) => {
    const { sentences, speaker } = answer;
    if (sentences.some(({ text }) => resumes(text))) muted.delete(speaker);
    if (muted.has(speaker)) silent.add(answer);
    const asking = sentences.filter(({ text }) => isOffRecord(text));
    if (asking.length > 0) silent.add(answer);
    if (asking.some(({ text }) => refersForward(text))) muted.add(speaker);
    const [opening] = sentences;
    const pointsBack = opening !== undefined && asking.includes(opening) && beginsWithThis(opening.text);
    if (!pointsBack && !asking.some(({ text }) => refersBack(text))) return;
    const before = answers.slice(0, at).findLast((one) => one.speaker === speaker);
    if (before !== undefined) silent.add(before);
  });
  return silent;
}
