import {
  type CodeId,
  type CodingId,
  createOffsetIndex,
  type Instant,
  type TextSpan,
  type Transcript,
  type UserId,
} from "@diaoyan/instruments";
import { emptyQuote, quoteDiffers, spanReversed } from "../errors.ts";
import type { Coding } from "../model/corpus.ts";
import { readQuote } from "./context.ts";

/** Who codes, when, under which id, and what they add. */
export interface CodingAct {
  readonly id: CodingId;
  readonly user: UserId;
  readonly at: Instant;
  readonly modifiers?: Readonly<Record<string, string>>;
  readonly memo?: string;
}

/**
 * A person's coding of a selection. `quote` is what the person saw under the selection: where it is given and differs
 * from the transcript, the coding is refused, so that no offset of another unit or revision slips in.
 * Throws `coding.span-reversed`, `coding.empty-quote`, `coding.quote-differs`, `text.offset-out-of-range`.
 */
export function makeCoding(
  transcript: Transcript,
  span: TextSpan & { readonly quote?: string },
  code: CodeId,
  act: CodingAct,
): Coding {
  return createCodingMaker(transcript)(span, code, act);
}

/** Prepares `makeCoding` for many codings of one transcript. */
export function createCodingMaker(
  transcript: Transcript,
): (span: TextSpan & { readonly quote?: string }, code: CodeId, act: CodingAct) => Coding {
  const index = createOffsetIndex(transcript.text);
  return (span, code, act) => {
    if (span.start > span.end) throw spanReversed(span.start, span.end);
    const seen = readQuote(index, span);
    if (seen.quote.trim() === "") throw emptyQuote(span.start, span.end);
    if (span.quote !== undefined && span.quote !== seen.quote) throw quoteDiffers(span.quote, seen.quote);
    return {
      id: act.id,
      transcript: transcript.id,
      transcriptRevision: transcript.revision,
      code,
      start: span.start,
      end: span.end,
      ...seen,
      modifiers: act.modifiers ?? {},
      memo: act.memo ?? "",
      origin: { kind: "human", user: act.user },
      at: act.at,
    };
  };
}
