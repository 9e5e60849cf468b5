const measured =
  /(\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千两]+)([万亿]?)(年|个?月|天|小时|分钟|岁|元|倍|成|%|％|个?百分点|名|人|位|篇|项|次|家|届|期|轮|条|种|类|台|套|件|份|所|场|批|级|个)/gu;
const openly =
  /^(?:[哎哦噢喔啊呃欸诶唉]+[，,]?)?(?:不是|不对|错了|应该|准确|对|就?是)*[，,]?(?:是|有)?(?=\d|[〇零一二三四五六七八九十百千两])/u;
/** A short sentence that ends with a bare figure (等等，我数一下，六位。). */
const atEnd =
  /[，,](?:是|有|就|才|只有)?(?:\d+|[〇零一二三四五六七八九十百千两]+)[万亿]?[\p{Script=Han}%％]{1,2}[。！!.]$/u;
const longest = 24;

interface Measure {
  readonly value: string;
  readonly unit: string;
}

function listMeasures(text: string): readonly Measure[] {
  return [...text.matchAll(measured)].map(([, number = "", scale = "", unit = ""]) => ({
    value: number + scale,
    unit: unit.replace(/^个(?=.)/u, "").replace("％", "%"),
  }));
}

/** Whether a figure of `told` has the unit of one of `said` and another value (十五名 … 十二名); one of something is none. */
export function differsInFigure(told: string, said: string): boolean {
  const before = listMeasures(said);
  return listMeasures(told).some(
    ({ value, unit }) =>
      value !== "一" &&
      before.some((one) => one.unit === unit && one.value !== value) &&
      !before.some((one) => one.unit === unit && one.value === value && !/不是/u.test(told)),
  );
}

/**
 * How many sentences back the one stands whose figure a short sentence that begins or ends with another figure of its
 * unit puts right (引进了十五名博士。哦，十二名。), `before` nearest first; 0 for none.
 */
export function figureReach(sentence: string, before: readonly string[]): number {
  const isBare = openly.test(sentence) || atEnd.test(sentence);
  if (!isBare || [...sentence].length > longest) return 0;
  return before.findIndex((one) => differsInFigure(sentence, one)) + 1;
}
