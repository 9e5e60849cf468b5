import { createOffsetIndex, type OffsetIndex, type TextSpan, type Transcript } from "@diaoyan/instruments";
import type { Coding } from "../model/corpus.ts";

/**
 * `stands`: the quote is at its offsets. `moved`: it is elsewhere, at exactly one place (by its context where the words
 * alone occur more than once). `lost`: it is nowhere, or nothing tells which place is meant. `foreign`: the coding is of
 * another transcript.
 */
export type CodingCheck =
  | { readonly state: "stands" }
  | { readonly state: "moved"; readonly to: TextSpan }
  | { readonly state: "lost" }
  | { readonly state: "foreign" };

/** Says whether a coding's quote still stands at its offsets; nothing is ever moved without a person. */
export function checkCoding(transcript: Transcript, coding: Coding): CodingCheck {
  return createCodingCheck(transcript)(coding);
}

/** Prepares `checkCoding` for many codings of one transcript. */
export function createCodingCheck(transcript: Transcript): (coding: Coding) => CodingCheck {
  const index = createOffsetIndex(transcript.text);
  return (coding) => {
    if (coding.transcript !== transcript.id) return { state: "foreign" };
    if (standsAt(index, coding)) return { state: "stands" };
    const { before, quote, after } = coding;
    const to =
      findOnly(index, before, quote, after) ??
      findOnly(index, before, quote, "") ??
      findOnly(index, "", quote, after) ??
      findOnly(index, "", quote, "");
    return to ? { state: "moved", to } : { state: "lost" };
  };
}

function standsAt(index: OffsetIndex, coding: Coding): boolean {
  const inside = coding.start >= 0 && coding.start < coding.end && coding.end <= index.length;
  return inside && index.slice(coding) === coding.quote;
}

/** The span of the quote where it stands between `before` and `after` at exactly one place, else undefined. */
function findOnly(index: OffsetIndex, before: string, quote: string, after: string): TextSpan | undefined {
  const wanted = before + quote + after;
  const first = quote === "" ? -1 : index.text.indexOf(wanted);
  if (first < 0 || index.text.indexOf(wanted, first + 1) >= 0) return undefined;
  const start = first + before.length;
  return { start: index.fromUtf16(start), end: index.fromUtf16(start + quote.length) };
}
