/** Signs of radicals without a compatibility form in Unicode, each before the character it looks like. */
const radicals =
  "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";
const lookAlikes = new Map<string, string>();
for (let at = 0; at < radicals.length; at += 2) lookAlikes.set(radicals[at] ?? "", radicals[at + 1] ?? "");

/**
 * Radicals and compatibility signs as ordinary characters. PDF files printed by browsers name the glyph of 人 as the
 * radical ⼈, which no search and no dictionary rule would find. Each sign becomes one character.
 */
export function plainHan(text: string): string {
  return text.replaceAll(/[\u2e80-\u2fd5\uf900-\ufad9]/gu, (sign) => lookAlikes.get(sign) ?? sign.normalize("NFKC"));
}
