/** Bytes of a text in UTF-8; half of a surrogate pair counts as the sign that stands for it there. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    // a pair takes four bytes, two for each half
    if (unit >= 0xd800 && unit < 0xdc00 && isLowHalf(text.charCodeAt(at + 1))) at += 1;
  }
  return bytes;
}

function isLowHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

const ellipsis = "…";

/** As many whole characters of a text as measure at most `longest`, closed by “…” where some are left out. */
export function fitText(text: string, longest: number, measure: (text: string) => number): string {
  if (measure(text) <= longest) return text;
  const room = longest - measure(ellipsis);
  let kept = "";
  let length = 0;
  for (const character of text) {
    length += measure(character);
    if (length > room) break;
    kept += character;
  }
  return `${kept}${ellipsis}`;
}

/** Characters of a text, a character outside the basic plane counting once. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
