/** Order of two texts by code point; `<` compares UTF-16 units, where 𠮷 (U+20BB7) stands before ！ (U+FF01). */
export function compareCodePoints(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const [x, y] = [a.codePointAt(at) ?? 0, b.codePointAt(at) ?? 0];
    if (x !== y) return x - y;
  }
  return a.length - b.length;
}
