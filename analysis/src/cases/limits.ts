import { sharedPairs } from "./shared-pairs.ts";

const turning = /^(?:但是?|可是|不过|然而|只是|只不过|当然|话(?:又)?说回来|问题是|可惜)/u;

const limiting =
  /^(?:除非|除了|例外|唯独|也不是|也不能|并不是|不是(?:所有|每|人人)|否则|要不然|(?:其实|事实上)[，,]?(?:并?不|并?没|只|还是|仍)|(?:实际上|实际(?:操作|执行)(?:中|起来)|真正)|不对[，,]|(?:这|那)(?:个说法|种说法|话|只?是)?(?:假的|不对|不实|谣言|误传|传言|误会)|(?:这|那)(?:个|种)?(?:说法|话)(?:不对|不实|不准|不完全对)|(?:没有?|还没|并没|从没)(?:落实|兑现|执行|做到))/u;

const narrowing =
  /^(?:不是(?:所有|每|人人)|也不是|除非|只限|仅限|限于|只有|只针对|只适用|仅适用|除了|例外|不对[，,]|(?:有|还有)?(?:一?个|两个|几个)?(?:前提|条件|限制|例外)(?:条件)?(?:就?是|有|[：:，,]))/u;

/** A condition that leaves out what it is a condition of: it may be of what was said some sentences before. */
const conditional =
  /^(?:(?:但是?|可是|不过|当然|只是)[，,]?)?(?:这些|以上|上面这些)?(?:都|也|还|就)?(?:是?有)?(?:一?个|两个|几个|这么?个)?(?:(?:总的|唯一的|共同的|统一的)?(?:前提|条件|限制|例外|要求)(?:条件)?(?:就?是|有|[：:，,])|除非|只限|仅限|限于|只有|必须|须得|(?:得|要)先)/u;

const exempting = /(?:除外|不在此列|不算在内)(?:[，,。！!]|$)/u;

/** Says itself that what was said is not sure, or puts it more exactly. */
const hedging =
  /^(?:准确|确切|严格|精确)(?:地|来|一点)?[说讲]|^(?:我看|我觉得|据我(?:所知|了解))[，,]?.{0,4}(?:没|不|未)|(?:没有?|未)(?:去)?(?:核实|查证)|(?:我|数字?|这个).{0,6}(?:不太?(?:确定|准)|记不(?:清|准))|不敢(?:肯定|确定|保证)|仅供参考|(?:要|得|再)(?:去|再)?.{0,8}(?:核实|核对|核一下)|以.{2,12}为准/u;

/** Says that there is an exception, which comes after it. */
const announcing = /^.{0,8}(?:有没有|也有|还有|有)(?:一?个|几个|两个|些|没有)?(?:例外|特殊情况)/u;

/** Words by which a limit says itself that it is of more than the last sentence. */
const pointing =
  /^(?:但是?|不过|可是|当然|只是)[，,]?(?:这|那)(?:是|只|都|些|条|项|个|种)|以上|上述|上面|前面|刚才|这些|这几|所有这|都得|都要|都必须|统统|无论/u;

/** Begins another point of an enumeration: what limits this one says nothing of the one before. */
const opening = /^(?:第[二三四五六七八九十]|其次|再次)/u;

/** Sentences back that a condition can reach. */
const farthest = 3;

/** Whether a sentence takes back or limits what the one before it said (但是只限…, 除非…, 其实不是…, …除外). */
export function limitsPrevious(sentence: string): boolean {
  return [turning, limiting, narrowing, conditional, exempting, hedging, announcing].some((pattern) =>
    pattern.test(sentence),
  );
}

/** Whether the first sentence of an answer narrows the answer before it (所有人吗？不是所有人，只有…). */
export function narrowsAnswer(sentence: string): boolean {
  return narrowing.test(sentence) || exempting.test(sentence);
}

const denial = /^(?:也|并|都|倒|还)?(?:不是|不对|不行|没有|不能|不算|不全是|不一定)(?:的|啊|吧)?[。！!]$/u;

/** Whether a sentence only denies or announces an exception (也不是。也有例外。), so that what is the case comes after it. */
export function leadsOn(sentence: string): boolean {
  return denial.test(sentence) || announcing.test(sentence);
}

/**
 * How many of the sentences before it a sentence limits, `before` nearest first: one for what only turns (但是…); up to
 * three for a condition that does not name what it is a condition of (前提是…, 除非…, 只有…才…) and for a limit that
 * points back (但是以上…); a turn that shares words with an earlier sentence and none with the last reaches that one.
 * Never past the beginning of another point (第二, 其次).
 */
export function reachOf(sentence: string, before: readonly string[]): number {
  if (before.length === 0 || !limitsPrevious(sentence)) return 0;
  const edge = before.findIndex((one) => opening.test(one));
  const most = Math.min(farthest, before.length, edge < 0 ? farthest : edge + 1);
  if (conditional.test(sentence) || (pointing.test(sentence) && !exempting.test(sentence))) return most;
  const shared = before.slice(0, most).findIndex((one) => sharedPairs(sentence, one) > 0);
  return Math.max(1, shared + 1);
}

const conditionsAsked = /条件|前提|例外|限制|都能|都可以|都行|人人|谁都|所有|全部|一律/u;

/** Whether a question asks what an answer depends on (有什么条件吗？所有人都可以吗？): what it is told limits that answer. */
export function asksForLimits(question: string): boolean {
  return [...question].length <= 24 && conditionsAsked.test(question);
}
