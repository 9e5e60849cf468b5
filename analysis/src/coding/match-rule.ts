import type { Code, DictionaryRule } from "@diaoyan/instruments";

/**
 * Prepares the rules of a code for many clauses. The function returned takes a clause in the form of `foldText` and
 * gives the id of the first rule it fulfils (`2.1#0`: number of the code, place of the rule), or null.
 */
export function createRuleMatcher(code: Code): (folded: string) => string | null {
  const rules = code.rules.map(foldRule);
  return (folded) => {
    const place = rules.findIndex((rule) => fulfils(folded, rule));
    return place < 0 ? null : `${code.number}#${place}`;
  };
}

/** Text in which full-width letters and capitals do not matter. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

type FoldedRule = Required<DictionaryRule>;

function foldRule({ any, all = [], none = [] }: DictionaryRule): FoldedRule {
  return { any: any.map(foldText), all: all.map(foldText), none: none.map(foldText) };
}

function fulfils(folded: string, rule: FoldedRule): boolean {
  const holds = (word: string): boolean => folded.includes(word);
  return rule.any.some(holds) && rule.all.every(holds) && !rule.none.some(holds);
}
