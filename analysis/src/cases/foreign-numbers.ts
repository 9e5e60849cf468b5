import { parseChineseNumber } from "@diaoyan/instruments";

const piece = "(?:\\d+(?:[.,]\\d+)*|[〇零一二三四五六七八九十百千两]+(?:点[〇零一二三四五六七八九]+)?)";
const units = "年|个?月|[天日]|小时|分钟|周|岁|元|块|倍|成|折|个?百分点|[%％]|‰";
const token = new RegExp(`(百分之|千分之)?(${piece}[万亿]*(?:${piece}[万亿]+)*)(${units})?`, "gu");
const part = new RegExp(`(${piece})([万亿]*)`, "gu");
/** One character may be a word of its own (一些, 千方百计): it counts before what is counted alone. */
const counted = /^(?:个|名|位|人|篇|项|次|家|届|期|轮|条|种|类|台|套|件|张|份|所|场|门|批|级|层|组|队|间|辆)/u;
const sameUnits: Readonly<Record<string, string>> = { 个月: "月", 日: "天", 块: "元", "％": "%", 个百分点: "百分点" };

interface Figure {
  readonly written: string;
  /** The same for the same value and unit, however written (四成 apart from 40%). */
  readonly meaning: string;
}

/**
 * Numbers of a sentence that do not stand in the words it came from, so that nobody rewrites a figure unseen. Compared by
 * value and unit of time, money or share: 百分之四十 is 40%, 三年 is not 三个月.
 */
export function findForeignNumbers(text: string, said: string): readonly string[] {
  const known = new Set(listFigures(said).map(({ meaning }) => meaning));
  const foreign = listFigures(text).filter(({ meaning }) => !known.has(meaning));
  return [...new Set(foreign.map(({ written }) => written))];
}

function listFigures(text: string): readonly Figure[] {
  return [...text.matchAll(token)].flatMap((match) => {
    const [whole, share = "", number = "", after = ""] = match;
    const rest = text.slice(match.index + whole.length);
    const bare = share === "" && after === "" && !/\d/u.test(number) && [...number].length === 1;
    if (number === "一" && share === "") return [];
    if (bare && !counted.test(rest)) return [];
    const value = measure(number);
    const isYear = after === "年" && typeof value === "number" && value >= 1900 && value <= 2100;
    const unit = isYear ? "" : share === "百分之" ? "%" : share === "千分之" ? "‰" : (sameUnits[after] ?? after);
    return [{ written: isYear ? number : whole, meaning: `${value}${unit}` }];
  });
}

/** The value of a number, or its characters where it has none (二三十). */
function measure(number: string): number | string {
  let sum = 0;
  for (const [, digits = "", scale = ""] of number.matchAll(part)) {
    const value = readPiece(digits);
    if (value === null) return number;
    sum += value * [...scale].reduce((product, one) => product * (one === "万" ? 1e4 : 1e8), 1);
  }
  return Number(sum.toPrecision(12));
}

function readPiece(digits: string): number | null {
  const plain = digits.replaceAll(/,(?=\d{3})/gu, "");
  if (/^\d/u.test(plain)) return Number.isFinite(Number(plain)) ? Number(plain) : null;
  const [whole = "", decimals] = plain.split("点");
  const value = parseChineseNumber(whole);
  const fraction = decimals === undefined ? 0 : parseChineseNumber(decimals);
  if (value === null || fraction === null) return null;
  return decimals === undefined ? value : value + fraction / 10 ** [...decimals].length;
}
