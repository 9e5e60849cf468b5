import { comments, commentsOnSeveral } from "./comments.ts";
import { sharedPairs } from "./shared-pairs.ts";

const turning = /^(?:但是?|可是|不过|然而|只是|只不过|当然|话(?:又)?说回来|问题是|可惜)/u;

const limiting =
  /^(?:除非|除了|例外|唯独|也不是|也不能|并不是|不是(?:所有|每|人人)|否则|要不然|(?:其实|事实上)[，,]?(?:并?不|并?没|只|还是|仍)|(?:实际上|实际(?:操作|执行)(?:中|起来)|真正)|(?:[哦噢喔啊呃][，,]?)?(?:不对?|错了|说错了)[，,]|(?:这|那)(?:个说法|种说法|话|只?是)?(?:假的|不对|不实|谣言|误传|传言|误会)|(?:这|那)(?:个|种)?(?:说法|话)(?:不对|不实|不准|不完全对)|(?:没有?|还没|并没|从没)(?:落实|兑现|执行|做到))/u;

const narrowing =
  /^(?:不是(?:所有|每|人人)|也不是|除非|只限|仅限|限于|只有|只针对|只适用|仅适用|除了|例外|不对[，,]|(?:有|还有)?(?:一?个|两个|几个)?(?:前提|条件|限制|例外)(?:条件)?(?:就?是|有|[：:，,]))/u;

/** A condition that leaves out what it is a condition of: it may be of what was said some sentences before. */
const conditional =
  /^(?:(?:但是?|可是|不过|当然|只是)[，,]?)?(?:这些|以上|上面这些)?(?:都|也|还|就)?(?:是?有)?(?:一?个|两个|几个|这么?个)?(?:(?:总的|唯一的|共同的|统一的)?(?:前提|条件|限制|例外|要求)(?:条件)?(?:就?是|有|[：:，,])|除非|只限|仅限|限于|只有|必须|须得|(?:得|要)先)/u;

const exempting = /(?:除外|不在此列|不算在内)(?:[，,。！!]|$)/u;

/** Says of what was just said that it is not so, or only a draft, an estimate, a report of one's own (这一条没有做到, 这还是初稿). */
const belittling =
  /^(?:(?:但是?|不过|可是)[，,]?)?(?:(?:这|那)(?:一?[条项点块件]|个|些|份|几[条项])?(?:规定|要求|数字?|数据|办法|指标|政策)?[，,]?(?:我们|大家|各学院|下面)?(?:还|都|也|只|就|其实|实际上?)*)(?:(?:没有?|还没|并没|未)(?:真正|完全|全面|正式|怎么)?(?:做到|落实|执行|兑现|实现|推开|推行|用起来|审计|核实|发文|公布|定)|是?(?:.{0,6}(?:征求意见|初步|初稿|草案|草稿|试行|估算|估计|粗算|推算|毛估|猜|传言|听说)|.{0,8}(?:自己?报|自报|填报|宣传|估|猜)的|.{0,4}(?:我个人|个人)的?(?:看法|意见|观点|猜测|估计|感觉)))/u;

/** Says how few stand behind a share (应用类只报了两个人). */
const few = /(?:只|仅|才|总共|一共|统共)(?:有|报|评|来|是|占|试|申报|参加)了?.{0,4}[个名人项件位家例]/u;
const asked =
  /^(?:样本)?(?:一共|总共|就|才|只)?(?:就|才|只)?(?:问|调查|访|发|收|填|抽)(?:了|到|回)?.{0,6}[个名人位份家]/u;
const share = /百分之|[%％]|[一二三四五六七八九十两半]成|通过率|比例|占比|全部|都/u;

/** Puts right a figure of the sentence before it, whoever said that (不是十五名，是十二名). */
const correcting = /^(?:不是|不对[，,]|没有那么|没那么)/u;
const figures = /\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千万亿两]{2,}/gu;

function correctsFigure(sentence: string, before: string): boolean {
  if (!correcting.test(sentence)) return false;
  const said = new Set(before.match(figures));
  return (sentence.match(figures) ?? []).some((one) => said.has(one));
}

/** Says which part a word of the sentence before is of (免考核。免的是书面考核). */
const partial = /^(\p{Script=Han}{1,3})的(?:只|就)?是/u;
const nowadays = /^(?:但是?|可是|不过)?[，,]?(?:现在|如今|目前|眼下|改了以后|改革以后)/u;
const formerly = /以前|原来|过去|早先|从前|之前|当时|那时候|改革前/u;

/**
 * Whether a sentence says of the one just before it how few are behind a share, that a figure of it is another, or how it
 * is now where that one told how it was (以前一年考四次。现在一年一次。).
 */
export function qualifies(sentence: string, before: string): boolean {
  const fewBehind =
    (few.test(sentence) && share.test(before) && sharedPairs(sentence, before) > 0) ||
    (asked.test(sentence) && /百分之|[%％]|[一二三四五六七八九十]成/u.test(before));
  const isOver = nowadays.test(sentence) && formerly.test(before) && !/现在|如今/u.test(before);
  const narrowed = partial.exec(sentence)?.[1];
  const isPart = narrowed !== undefined && before.includes(narrowed);
  return fewBehind || isOver || isPart || correctsFigure(sentence, before);
}

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
  const patterns = [turning, limiting, narrowing, conditional, exempting, belittling, hedging, announcing];
  return patterns.some((pattern) => pattern.test(sentence)) || comments(sentence);
}

const objecting =
  /^(?:我|俺)?(?:可)?(?:不同意|不赞成|不这么看|不认同|反对)|^(?:不对|不是这样|没有吧|没这回事|哪有)|^我(?:可|就)?(?:没|从来没|一次也没)|^(?:你|您)们?(?:那|这|说的|刚才)/u;

/** Whether another speaker objects to what was just said (我不同意，我一次也没见过). */
export function objects(sentence: string): boolean {
  return objecting.test(sentence);
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
  if (before.length === 0) return 0;
  if (!limitsPrevious(sentence)) return qualifies(sentence, before[0] ?? "") ? 1 : 0;
  const edge = before.findIndex((one) => opening.test(one));
  const most = Math.min(farthest, before.length, edge < 0 ? farthest : edge + 1);
  const points = (pointing.test(sentence) && !exempting.test(sentence)) || commentsOnSeveral(sentence);
  if (conditional.test(sentence) || points) return most;
  const shared = before.slice(0, most).findIndex((one) => sharedPairs(sentence, one) > 0);
  return Math.max(1, shared + 1);
}

const conditionsAsked =
  /条件|前提|例外|限制|都能|都可以|都行|都[很挺]?(?:好|成|满意|通过|合格|落实|做到|执行)|人人|谁都|所有|全部|一律/u;

/** Whether a question asks what an answer depends on (有什么条件吗？所有人都可以吗？): what it is told limits that answer. */
export function asksForLimits(question: string): boolean {
  return [...question].length <= 24 && conditionsAsked.test(question);
}

const realityAsked =
  /^(?:那|那么|都|现在|后来|结果)*.{0,6}(?:了吗|了没有?|真的|真[有能是].{0,4}吗|管用吗|做到|兑现|落实|执行)/u;

/** Whether a short probe asks if it is so (用起来了吗？真的兑现了？) and the answer denies it. */
export function deniesReality(probe: string, first: string): boolean {
  const denies = /^(?:还|都|并|也|倒|哪|暂时|目前|去年|其实)?(?:还)?(?:没|未|不|哪)/u.test(first);
  return [...probe].length <= 12 && realityAsked.test(probe) && denies;
}

const metAsked = /^(?:那|要是|如果)?(?:满足|达到|符合|具备|够|达标|做到|过)(?:了|以后|之后|这个|这些|条件|的话|呢)/u;

/** Whether a question goes on from what was named as a condition (满足以后呢？): the answer holds only with that one. */
export function asksWhenMet(question: string): boolean {
  return metAsked.test(question);
}
