import { brandAs, type CodePointOffset, codePointLength, type OffsetIndex, type TextSpan } from "@diaoyan/instruments";
import { limitsPrevious } from "./limits.ts";
import { asks, isDoubtful } from "./unquotable.ts";

const filler =
  /^[…—\s]*(?:[[【(（]?\d{1,2}:\d{2}(?::\d{2})?[\]】)）]?\s*)?(?:(?:嗯+|呃+|啊|哦|唉|哎|呵(?!呵)|对+|对的|好的?|行|是的?|是啊|没错|那个|这个|就是说?|怎么说呢?|我想想|其实吧|说实话|说白了|坦率地说|老实说|这么说吧|然后|我来说吧|我(?:再)?补充(?:一下|一句|一点)|我先说|(?:最后|我)?再?(?:说|补充?|讲|提)一?下?[句点]|哦?对了)[，,、。…—\s]+)*/u;

/** The span without the fillers a speaker begins with (嗯，对，怎么说呢，…): still one uninterrupted stretch of the transcript. */
export function dropFillers(index: OffsetIndex, span: TextSpan): TextSpan {
  const lead = filler.exec(index.slice(span))?.[0] ?? "";
  return { start: brandAs<CodePointOffset>(span.start + codePointLength(lead)), end: span.end };
}

const dependent =
  /^(?:但是?|可是|不过|所以|因此|因为|而且|并且|另外|然后|于是|结果|后来|还有|再有|再后来|从那以后|也|还|它|他们?|她们?|这|那(?!年|时|一年|一轮|天)|比如|例如|否则|要不然|第[二三四五六]|[二三四五六]是|其次|再次|最后|其中|里头|里面|其余|剩下|前者|后者|两者|同样|相反|反过来|(?:就|才|便)(?:可以|能|会|行|是|不|要|得|直接))/u;

/** Adds to what was said before, so that it may open an answer (还有吗？另外，…). */
const adding = /^(?:另外|还有|再有|最后|而且|然后)/u;

const nodding = /^(?:嗯|哦|噢|啊|好|的|对|是|行|明白|了解|了|吗|这样|请继续|您继续|继续|[，,、。…—！!？?\s])*$/u;

/** Whether a turn only shows that somebody listens (嗯。对。是吗？), so that the other goes on in the same breath. */
export function isNod(turn: string): boolean {
  return nodding.test(turn);
}

const supposing = /(?:如果|要是|假如|假设|万一|倘若)(?!请|让|您|能|只|可以|别|其他)|的话[^。！？!?]{0,6}[？?]?$/u;

/**
 * Whether a question supposes something (如果没有项目呢？), so that the first words of its answer hold under that alone.
 * One that asks for a wish or an opinion (如果请您提一条建议？) supposes nothing of what is.
 */
export function supposes(question: string): boolean {
  return supposing.test(question.trim());
}

/** Whether a sentence leans on the one before it (但是…, 所以…, 它…, 这…), so that it should not stand alone. */
export function leansOnPrevious(sentence: string): boolean {
  return dependent.test(sentence) || limitsPrevious(sentence);
}

/** Whether a sentence only adds to what was said, so that it may open an answer (还有吗？另外，…). */
export function addsMore(sentence: string): boolean {
  return adding.test(sentence);
}

const wishing = /^(?:假如|假设|假使|倘若|要是能|如果能|若能|如果将来|要是将来|万一)/u;

/** Whether a sentence supposes what is not (假如认了, 要是能推开), and those after it may go on with that. */
export function wishes(sentence: string): boolean {
  return wishing.test(sentence);
}

/** Whether a sentence says what can or would be (能涨, 就会), as one that goes on with a supposition does. */
export function saysWhatWouldBe(sentence: string): boolean {
  return /[能会就将]|可以/u.test(sentence) && !tellsOfWhatIs(sentence);
}

const actual = /现在|目前|已经|去年|今年|前年|实际|事实上|我们这儿|(?:19|20)\d\d年|没有这种|不存在|从来没/u;

/** Whether a sentence of an answer to a supposition speaks of what is or was (目前没有, 去年已经), not of the supposed. */
export function tellsOfWhatIs(sentence: string): boolean {
  return actual.test(sentence);
}

const shortest = 8;
const shortestLimit = 3;
const longest = 200;

const longestWithoutEnd = 30;

/** Whether a stretch can never be quoted for want of an end: too long for a sentence, or without a mark at its end. */
export function isEndless(sentence: string): boolean {
  const length = codePointLength(sentence);
  return length > longest || (length > longestWithoutEnd && !/[。！!？?….][”’」』）)]*$/u.test(sentence));
}

/** Whether a sentence is too short to say anything by itself (对，是这样。). */
export function isFragment(sentence: string): boolean {
  return codePointLength(sentence) < shortest;
}

/**
 * Whether a sentence can be quoted: it says something, asks nothing, is no aside (录音, 先走了), means what it says, is complete,
 * and has 8 to 200 code points; one that limits another (硕士除外。) may be shorter.
 */
export function isQuotable(sentence: string, limits = false): boolean {
  const length = codePointLength(sentence);
  const complete = /[。！!….][”’」』）)]*$/u.test(sentence) && !/(?:……|—|\.\.\.)$/u.test(sentence);
  const dateOnly = /^(?:[前去今明]年)?[\d〇零一二三四五六七八九十年月日号点分，、到至是在的]*[。.]$/u.test(sentence);
  const aside = /录音|接个?电话|我(?:得|先)(?:走|下去)|^谢谢|写吧|看着写|顺便反映/u.test(sentence);
  return (
    !aside &&
    !dateOnly &&
    length >= (limits ? shortestLimit : shortest) &&
    length <= longest &&
    !asks(sentence) &&
    !isDoubtful(sentence) &&
    complete &&
    !/^[，,、；;：:”’」』）)]/u.test(sentence)
  );
}
