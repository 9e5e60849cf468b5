/** Advance widths of Noto Sans SC Regular for ASCII 32–126, in thousandths of the font size. */
const latinWidths = [
  224, 324, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555, 555, 555,
  555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 645, 543, 812,
  723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 606, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620,
  554, 325, 564, 607, 275, 276, 552, 284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 474, 338,
  272, 338, 555,
];

/** True for characters that take a full em: Han, kana, full-width forms, CJK punctuation. */
function isFullWidth(codePoint: number): boolean {
  return (
    (codePoint >= 0x1100 && codePoint <= 0x115f) ||
    (codePoint >= 0x2e80 && codePoint <= 0xa4cf) ||
    (codePoint >= 0xac00 && codePoint <= 0xd7a3) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0xfe30 && codePoint <= 0xfe4f) ||
    (codePoint >= 0xff00 && codePoint <= 0xff60) ||
    (codePoint >= 0xffe0 && codePoint <= 0xffe6) ||
    codePoint >= 0x20000
  );
}

/** Width of a text in pixels at a font size, as Noto Sans SC sets it: no canvas and no installed font is asked. */
export function measureText(text: string, fontSize: number): number {
  let thousandths = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    thousandths +=
      isFullWidth(codePoint) || codePoint === 0x2014 || codePoint === 0x2026
        ? 1000
        : (latinWidths[codePoint - 32] ?? 600);
  }
  return (thousandths * fontSize) / 1000;
}
