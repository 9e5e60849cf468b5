import type { DeidentifyRule, IdentifierHit, IdentifierPattern } from "../model/deidentify.ts";
import { createOffsetIndex } from "../text/offset-index.ts";

const patterns: Readonly<Record<IdentifierPattern, RegExp>> = {
  idNumber: /(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])/gu,
  phone: /(?<!\d)(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8})(?!\d)/gu,
  email: /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/gu,
  project: /(?<![0-9A-Za-z])(?:20\d{2}YF[A-Z]\d{7}|[A-Z]\d{7}|[1-9]\d{7})(?![0-9A-Za-z])/gu,
};

/** UTF-16 units of the text. */
interface Found {
  readonly start: number;
  readonly end: number;
  readonly rule: DeidentifyRule;
}

/**
 * Places where rules apply, in order and apart. Of places that overlap the one that begins first stands, of those the
 * longest, of those the earlier rule: 天津某大学 before 天津. Throws `text.lone-surrogate`.
 */
export function findIdentifiers(text: string, rules: readonly DeidentifyRule[]): readonly IdentifierHit[] {
  const index = createOffsetIndex(text);
  const found = rules.flatMap((rule) => (rule.kind === "words" ? findWords(text, rule) : findPattern(text, rule)));
  const ordered = found.sort((a, b) => a.start - b.start || b.end - a.end);
  let last = 0;
  return ordered.flatMap(({ start, end, rule }) => {
    if (start < last) return [];
    last = end;
    const span = { start: index.fromUtf16(start), end: index.fromUtf16(end) };
    return [{ ...span, rule: rule.name, text: text.slice(start, end), replacement: rule.replacement }];
  });
}

function findWords(text: string, rule: DeidentifyRule & { readonly kind: "words" }): readonly Found[] {
  const words = new Set(rule.words.map((word) => word.trim()).filter((word) => word !== ""));
  return [...words].flatMap((word) => {
    const found: Found[] = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      found.push({ start: at, end: at + word.length, rule });
    }
    return found;
  });
}

function findPattern(text: string, rule: DeidentifyRule & { readonly kind: "pattern" }): readonly Found[] {
  const matches = text.matchAll(patterns[rule.pattern]);
  return [...matches].map((match) => ({ start: match.index, end: match.index + match[0].length, rule }));
}
