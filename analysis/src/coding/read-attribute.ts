import { unknownAttribute } from "../errors.ts";
import type { Corpus } from "../model/corpus.ts";
import { compareCodePoints } from "../text/compare-code-points.ts";

/** Value of an attribute by transcript id; undefined where a transcript lacks it. Throws `corpus.unknown-attribute`. */
export function readAttribute(corpus: Corpus, attribute: string): (transcript: string) => string | undefined {
  const known = new Set([...corpus.attributes.values()].flatMap(Object.keys));
  if (!known.has(attribute)) throw unknownAttribute(attribute, [...known].sort(compareCodePoints));
  return (transcript) => corpus.attributes.get(transcript)?.[attribute];
}
