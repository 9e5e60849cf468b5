/** Advance widths of a TrueType font by code point, in units of an em (OpenType 1.9: cmap format 4 and 12, hmtx). */
export function readFontWidths(bytes: Uint8Array): (codePoint: number) => number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const at = 12 + index * 16;
    tables.set(String.fromCharCode(...bytes.subarray(at, at + 4)), view.getUint32(at + 8));
  }
  const unitsPerEm = view.getUint16((tables.get("head") ?? 0) + 18);
  const longMetrics = view.getUint16((tables.get("hhea") ?? 0) + 34);
  const hmtx = tables.get("hmtx") ?? 0;
  const glyphs = readCharacterMap(view, tables.get("cmap") ?? 0);
  return (codePoint) => {
    const glyph = Math.min(glyphs.get(codePoint) ?? 0, longMetrics - 1);
    return view.getUint16(hmtx + glyph * 4) / unitsPerEm;
  };
}

function readCharacterMap(view: DataView, cmap: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const at = cmap + view.getUint32(cmap + 8 + index * 8);
    if (view.getUint16(at) === 12) readGroups(view, at, glyphs);
    if (view.getUint16(at) === 4) readSegments(view, at, glyphs);
  }
  return glyphs;
}

function readGroups(view: DataView, at: number, glyphs: Map<number, number>): void {
  for (let group = 0; group < view.getUint32(at + 12); group += 1) {
    const [first, last, glyph] = [0, 4, 8].map((offset) => view.getUint32(at + 16 + group * 12 + offset));
    for (let code = first ?? 0; code <= (last ?? -1); code += 1) glyphs.set(code, (glyph ?? 0) + code - (first ?? 0));
  }
}

function readSegments(view: DataView, at: number, glyphs: Map<number, number>): void {
  const size = view.getUint16(at + 6);
  for (let segment = 0; segment < size; segment += 2) {
    const last = view.getUint16(at + 14 + segment);
    const first = view.getUint16(at + 16 + size + segment);
    const delta = view.getUint16(at + 16 + size * 2 + segment);
    const range = at + 16 + size * 3 + segment;
    const offset = view.getUint16(range);
    for (let code = first; code <= last && code < 0xffff; code += 1) {
      const glyph = offset === 0 ? code : view.getUint16(range + offset + (code - first) * 2);
      if (offset === 0 || glyph !== 0) glyphs.set(code, (glyph + delta) & 0xffff);
    }
  }
}
