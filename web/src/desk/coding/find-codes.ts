import { type Code, type Codebook, foldForSearch } from "@diaoyan/instruments";
import { findInitials } from "./pinyin-initials.ts";

const onlyLetters = /^[a-z]+$/i;

/** How well a code answers what was typed, the smaller the better; undefined where it does not. */
function rank(code: Code, words: readonly string[]): number | undefined {
  const name = foldForSearch(code.name);
  const heading = `${foldForSearch(code.number)} ${name}`;
  const all = words.join(" ");
  if (code.number === all || name === all) return 0;
  if (name.startsWith(all) || code.number.startsWith(all)) return 1;
  const initials = words.map((word) => (onlyLetters.test(word) ? findInitials(code.name, word) : -1));
  if (initials.every((at) => at === 0)) return 2;
  if (words.every((word, at) => heading.includes(word) || (initials[at] ?? -1) >= 0)) return 3;
  const definition = foldForSearch(code.definition);
  return words.every((word) => heading.includes(word) || definition.includes(word)) ? 4 : undefined;
}

/**
 * Codes for what was typed: by number, by words of the name (traditional or simplified), by pinyin initials (`dbz` finds
 * 代表作), at last by definition. Nothing typed gives all in the order of the codebook.
 */
export function findCodes({ codes }: Pick<Codebook, "codes">, typed: string): readonly Code[] {
  const words = foldForSearch(typed).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return codes;
  const ranked = codes.map((code) => ({ code, rank: rank(code, words) }));
  const found = ranked.filter((one): one is { code: Code; rank: number } => one.rank !== undefined);
  return found.sort((a, b) => a.rank - b.rank).map(({ code }) => code);
}
