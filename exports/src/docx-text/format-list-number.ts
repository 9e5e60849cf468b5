const digits = [..."〇一二三四五六七八九"];
const romans = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
] as const;

/** 1 to 9999 as it is counted: 十二, 一百零三. */
function countInChinese(number: number, signs: readonly string[], powers: readonly string[]): string {
  let written = "";
  let gap = false;
  for (const [at, sign] of [...String(number)].entries()) {
    const power = String(number).length - 1 - at;
    if (sign === "0") {
      gap = true;
      continue;
    }
    // 十二, not 一十二
    const digit =
      sign === "1" && power === 1 && written === "" && powers[1] === "十" ? "" : (signs[Number(sign)] ?? "");
    written += (gap && written !== "" ? "零" : "") + digit + (powers[power] ?? "");
    gap = false;
  }
  return written;
}

function writeRoman(number: number): string {
  let rest = number;
  return romans
    .map(([size, sign]) => {
      const times = Math.floor(rest / size);
      rest -= times * size;
      return sign.repeat(times);
    })
    .join("");
}

/** a, b … z, aa, bb: Word repeats the letter. */
function writeLetter(number: number): string {
  return String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));
}

const pick = (signs: string, number: number): string => [...signs][number - 1] ?? String(number);
const enclosed = (first: number, number: number): string =>
  number <= 20 ? String.fromCodePoint(first + number - 1) : String(number);
const inChinese = (number: number): string => countInChinese(number, digits, ["", "十", "百", "千"]);
const inLegal = (number: number): string => countInChinese(number, [..."零壹贰叁肆伍陆柒捌玖"], ["", "拾", "佰", "仟"]);

const writers: Readonly<Record<string, (number: number) => string>> = {
  none: () => "",
  decimalZero: (number) => String(number).padStart(2, "0"),
  lowerRoman: writeRoman,
  upperRoman: (number) => writeRoman(number).toUpperCase(),
  lowerLetter: writeLetter,
  upperLetter: (number) => writeLetter(number).toUpperCase(),
  chineseCounting: inChinese,
  chineseCountingThousand: inChinese,
  japaneseCounting: inChinese,
  taiwaneseCounting: inChinese,
  taiwaneseCountingThousand: inChinese,
  koreanCounting: inChinese,
  chineseLegalSimplified: inLegal,
  ideographLegalTraditional: inLegal,
  japaneseLegal: inLegal,
  ideographDigital: (number) => [...String(number)].map((sign) => digits[Number(sign)] ?? sign).join(""),
  japaneseDigitalTenThousand: (number) => [...String(number)].map((sign) => digits[Number(sign)] ?? sign).join(""),
  taiwaneseDigital: (number) => [...String(number)].map((sign) => digits[Number(sign)] ?? sign).join(""),
  ideographTraditional: (number) => pick("甲乙丙丁戊己庚辛壬癸", number),
  ideographZodiac: (number) => pick("子丑寅卯辰巳午未申酉戌亥", number),
  decimalFullWidth: (number) =>
    String(number).replaceAll(/\d/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  decimalEnclosedCircle: (number) => enclosed(0x2460, number),
  decimalEnclosedCircleChinese: (number) => enclosed(0x2460, number),
  decimalEnclosedParen: (number) => enclosed(0x2474, number),
  decimalEnclosedFullstop: (number) => enclosed(0x2488, number),
  ideographEnclosedCircle: (number) => pick("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", number),
};

/** A number of a list in a format of WordprocessingML (`w:numFmt`); plain digits for one that is not known, and beyond 1 to 9999. */
export function formatListNumber(number: number, format: string): string {
  const write = writers[format];
  if (write === undefined || (format !== "none" && (number < 1 || number > 9999))) return String(number);
  return write(number);
}
