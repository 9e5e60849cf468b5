import type { Code, DictionaryRule } from "@diaoyan/instruments";

/**
 * The id of the first rule of `code` that a clause fulfils (`2.1#0`: number of the code, place of the rule), or null.
 * Full-width letters and capitals do not matter.
 */
export function matchRule(clause: string, code: Code): string | null {
  const text = foldWidth(clause);
  const place = code.rules.findIndex((rule) => fulfils(text, rule));
  return place < 0 ? null : `${code.number}#${place}`;
}

function fulfils(text: string, rule: DictionaryRule): boolean {
  const holds = (word: string): boolean => text.includes(foldWidth(word));
  return rule.any.some(holds) && (rule.all ?? []).every(holds) && !(rule.none ?? []).some(holds);
}

function foldWidth(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
