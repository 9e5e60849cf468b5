import { brandAs, type CodePointOffset, type OffsetIndex, type TextSpan } from "@diaoyan/instruments";

/** Code points of context kept before and after a quote. */
export const contextLength = 20;

/** The words of a span and what stands around it; kept beside the offsets so that a shifted text is noticed. */
export interface QuoteInContext {
  readonly quote: string;
  readonly before: string;
  readonly after: string;
}

/** Reads the quote a span covers with up to 20 code points on either side; throws `text.offset-out-of-range`. */
export function readQuote(index: OffsetIndex, span: TextSpan): QuoteInContext {
  const from = brandAs<CodePointOffset>(Math.max(0, span.start - contextLength));
  const to = brandAs<CodePointOffset>(Math.min(index.length, span.end + contextLength));
  return {
    quote: index.slice(span),
    before: index.slice({ start: from, end: span.start }),
    after: index.slice({ start: span.end, end: to }),
  };
}
