import type { CaseSentence } from "@diaoyan/analysis";
import { DirectiveError } from "./directive-error.ts";

const names = "(?:value|count|indicator|study|cite)";
/** Directives as an input method writes them: full-width colon or brackets, capitals, a blank between. */
const looksLikeOne = new RegExp(`[:：]\\s?${names}\\s?[[{［｛【]`, "giu");
const isOne = new RegExp(`^:${names}[[{]$`, "u");

/** Whether a sentence of a case holds what was meant as a directive and would be printed as it stands. */
export function isMistyped({ text, source }: CaseSentence): boolean {
  const meant = text.match(looksLikeOne) ?? [];
  return meant.some((one) => source !== null || !isOne.test(one));
}

/** Throws `directive.mistyped` for such a sentence: nobody wants `：count［…］` in a printed volume. */
export function refuseMistyped(sentence: CaseSentence): void {
  if (!isMistyped(sentence)) return;
  throw new DirectiveError(
    `“${sentence.text.slice(0, 40)}”: expected a directive with half-width colon and brackets in a sentence of one's own, as :count[name]`,
    "directive.mistyped",
  );
}
