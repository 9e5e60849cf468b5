/** Advance widths of Noto Sans SC Regular for ASCII 32–126, in thousandths of the font size. */
const latinWidths = [
  224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555, 555, 555,
  555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812,
  723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620,
  554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338,
  270, 338, 555,
];

const fullWidth = 1000;
const minusSign = 555;
/** Greek and accented letters stand between 400 and 800. */
const otherLetters = 600;

/** Signs of Latin-1 that Chinese fonts set on a full square. */
const squareSigns = new Set([..."§±¶·×÷"].map((sign) => sign.codePointAt(0)));

/** Width of one character. Chinese fonts set everything from the quotation marks “” upwards on a full square. */
function measureCharacter(codePoint: number): number {
  if (codePoint === 0x2212) return minusSign;
  if (codePoint >= 0x2014 || squareSigns.has(codePoint)) return fullWidth;
  return latinWidths[codePoint - 32] ?? otherLetters;
}

/** Width of a text in pixels at a font size, as Noto Sans SC sets it: no canvas and no installed font is asked. */
export function measureText(text: string, fontSize: number): number {
  let thousandths = 0;
  for (const character of text) thousandths += measureCharacter(character.codePointAt(0) ?? 0);
  return (thousandths * fontSize) / 1000;
}
