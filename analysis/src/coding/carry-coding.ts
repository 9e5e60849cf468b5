import { createOffsetIndex, type TextSpan, type Transcript } from "@diaoyan/instruments";
import type { Coding } from "../model/corpus.ts";
import { readQuote } from "./context.ts";

/**
 * Carries codings of one revision of a transcript to another: each must stand at its quote, and its span must have a
 * place there; otherwise null. `carry` says where a span of the one text is in the other.
 */
export function createCodingCarrier(
  before: Transcript,
  after: Transcript,
  carry: (span: TextSpan) => TextSpan | null,
): (coding: Coding) => Coding | null {
  const [old, fresh] = [createOffsetIndex(before.text), createOffsetIndex(after.text)];
  return (coding) => {
    const stands = coding.transcript === before.id && coding.start < coding.end && coding.end <= old.length;
    if (!stands || old.slice(coding) !== coding.quote) return null;
    const place = carry(coding);
    if (place === null) return null;
    return { ...coding, transcriptRevision: after.revision, ...place, ...readQuote(fresh, place) };
  };
}
