const ended = /[。！!？?….；;][”’」』）)】]*$/u;
const heading = /^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|第.{1,3}[章节条部款]|#)|[：:]$/u;
/** Words no sentence ends with: what comes after a line or a stop behind them belongs to it. */
const hanging =
  /(?:没有?|不|未|非|别|勿|如果|要是|只要|只有|除非|除了|的|地|和|与|及|或者?|在|对|把|被|将|为|从|由|向|给|让|使|更|最|很|都|也|还|就|才|再|不再|不会|不能|不是|是|要|会|能|可以|应该|因为|所以|但是?|而且?|并且?|于|以|[，,、])$/u;
const shortestTorn = 12;

/**
 * Whether the words before a line end or a cut between two turns of one speaker, without a mark at their end, go on behind it
 * (一直没有⏎取消论文要求。). Short lines of a talk may be headings; what a time code cuts off never is.
 */
export function goesOnBehind(before: string, cut: "turn" | "line" | "document"): boolean {
  if (before === "" || ended.test(before) || heading.test(before)) return false;
  return hanging.test(before) || cut === "turn" || (cut === "line" && [...before].length >= shortestTorn);
}

const cutNegation =
  /^(?:我们|咱们|他们|单位|院里|所里|学校|市里|大家|现在|目前|其实|也|还|都|从来|根本|并).{0,6}(?:没有?|不|不是|不再|不会|不能|从不)。$/u;
const cutCondition =
  /^(?:如果|要是|只要|只有|假如|倘若|万一|一旦|除非|即使|哪怕|虽然|尽管)[^，,；;]*[。，,]?$|^(?!.*[说讲听]).*的话[。，,]?$|(?:的时候|的情况下|的前提下)[。，,]?$/u;

/** Whether a stop cut a negation off what it denies (我们一直没有。取消论文要求。), as recognisers set them. */
export function cutsNegation(before: string): boolean {
  return cutNegation.test(before);
}

/** Whether a sentence is a condition only, so that the next one tells what it is a condition of (如果有专利。可以直接报。). */
export function isBareCondition(sentence: string): boolean {
  return cutCondition.test(sentence);
}
