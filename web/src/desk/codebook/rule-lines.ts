import type { DictionaryRule } from "@diaoyan/instruments";

const words = (text: string) => text.split("、").map((word) => word.trim());
const joined = (list: readonly string[]) => list.join("、");

/** Dictionary rules as lines: `工艺、产品 且 评价 非 市场`, i.e. any of the first, all after 且, none after 非. */
export function formatRules(rules: readonly DictionaryRule[]): string {
  return rules
    .map(({ any, all = [], none = [] }) => {
      const also = all.length === 0 ? "" : ` 且 ${joined(all)}`;
      const without = none.length === 0 ? "" : ` 非 ${joined(none)}`;
      return `${joined(any)}${also}${without}`;
    })
    .join("\n");
}

/** Reads such lines; null where one of them cannot be read. Empty lines count for nothing. */
export function parseRules(text: string): readonly DictionaryRule[] | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const rules = lines.map((line) => {
    const [, any = "", all, none] = /^(.*?)(?:\s+且\s+(.*?))?(?:\s+非\s+(.*))?$/u.exec(line.trim()) ?? [];
    const parts = { any: words(any), ...(all && { all: words(all) }), ...(none && { none: words(none) }) };
    return Object.values(parts).flat().every(Boolean) ? parts : null;
  });
  return rules.every((rule) => rule !== null) ? rules : null;
}
