import type { IdentifierHit, Replacement } from "../model/deidentify.ts";
import { brandAs, type CodePointOffset } from "../model/ids.ts";
import { createOffsetIndex } from "../text/offset-index.ts";

/**
 * The places the rules find together with those a person marked by hand (rule ""), in order and apart. A marked place that
 * overlaps others takes them in, and what it says stands instead; of two marked places that overlap the later given speaks.
 * Throws `text.offset-out-of-range`.
 */
export function joinPlaces(
  text: string,
  hits: readonly IdentifierHit[],
  byHand: readonly Replacement[],
): readonly IdentifierHit[] {
  const index = createOffsetIndex(text);
  let places: readonly IdentifierHit[] = hits;
  for (const { start, end, replacement } of byHand) {
    const touched = places.filter((one) => one.start < end && one.end > start);
    const exact =
      touched.length === 1 && touched[0]?.start === start && touched[0].end === end ? touched[0] : undefined;
    const first = Math.min(start, ...touched.map((one) => one.start));
    const last = Math.max(end, ...touched.map((one) => one.end));
    const span = { start: brandAs<CodePointOffset>(first), end: brandAs<CodePointOffset>(last) };
    const joined = { ...span, rule: exact?.rule ?? "", text: index.slice(span), replacement };
    places = [...places.filter((one) => !touched.includes(one)), joined];
  }
  return [...places].sort((one, other) => one.start - other.start);
}
