const digits = "〇一二三四五六七八九";
const powers: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** Characters Chinese numbers are written with. */
export const chineseDigits = "〇○零一二三四五六七八九十百千两";

/** A number up to 9999 as Chinese texts write it: 十二, 一百零三, 二〇二四, 12, １２; null for anything else. */
export function parseChineseNumber(text: string): number | null {
  const plain = text.normalize("NFKC").replaceAll(/[○零]/gu, "〇").replaceAll("两", "二");
  if (/^\d{1,4}$/u.test(plain)) return Number(plain);
  if (/^[〇一二三四五六七八九]+$/u.test(plain)) return plain.length > 4 ? null : readDigits(plain);
  if (!/^[〇一二三四五六七八九十百千]+$/u.test(plain)) return null;
  let sum = 0;
  let digit = 0;
  let least = 10_000;
  for (const character of plain) {
    const power = powers[character];
    if (power === undefined) {
      digit = digits.indexOf(character);
      continue;
    }
    if (power >= least) return null;
    sum += (digit === 0 ? 1 : digit) * power;
    digit = 0;
    least = power;
  }
  return sum + digit;
}

function readDigits(plain: string): number {
  return [...plain].reduce((sum, character) => sum * 10 + digits.indexOf(character), 0);
}
