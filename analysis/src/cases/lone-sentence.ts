import { codePointLength } from "@diaoyan/instruments";
import { isComment } from "./comments.ts";
import { sharedPairs } from "./shared-pairs.ts";
import { asks } from "./unquotable.ts";

/** An opening answer as short as this is a scrap. */
const longestScrap = 9;
const starting = /^(?:刚开始|一开始|起初|开头|最初)/u;
const pointing = /^把[这那]/u;
const telling = /^我(?:就|又|也|还)?[说问讲]/u;

/** Whether a sentence says nothing, or something else, without the one before it in its turn (数据不是成果。我也没争。). */
export function needsPrevious(sentence: string, previous: string): boolean {
  if (asks(previous)) return false;
  const isReply = telling.test(sentence) && /[说问讲]/u.test(previous);
  return isReply || isComment(sentence) || [starting, pointing].some((one) => one.test(sentence));
}

const echo = /^(\p{Script=Han})(?:过|了|的|到了|上了)[，,。]/u;
const pointed = /^[那这][^么样些个边里儿时年，,]/u;
const whose = /谁|多少|几[个年次项人]|哪/u;

/**
 * Whether the first sentence of an answer leaves what it is about to its question: it takes up the verb alone (口子开了没有？
 * 开了，三年报上来十一个。), answers who or how many of something pointed at (那四十万谁出的？所里一半。), or is a scrap (场地和一笔钱。).
 */
export function leavesTopicToQuestion(first: string, question: string): boolean {
  if (question === "") return false;
  if (codePointLength(first) <= longestScrap && !/^(?:我|咱|把|将)/u.test(first)) return true;
  const verb = echo.exec(first)?.[1];
  const echoes = verb !== undefined && question.includes(verb);
  return (echoes || (pointed.test(question) && whose.test(question))) && sharedPairs(first, question) === 0;
}

/** Whether a sentence tells how the first try failed, so that what came of the next must follow it (第一次没过。第二次…). */
export function awaitsSecondTry(sentence: string, next: string): boolean {
  return /(?:第一|头一)[次回轮年].{0,12}[没未不]/u.test(sentence) && /^(?:到了?)?第二[次回轮年]/u.test(next);
}
