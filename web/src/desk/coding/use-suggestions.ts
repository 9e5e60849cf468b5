import { type RankedCodeLine, routes } from "@diaoyan/api/contract";
import type { TextSpan, Transcript } from "@diaoyan/instruments";
import { useCallback, useState } from "react";
import { client } from "../api.ts";

/** What was suggested for a stretch, asked for by a key. */
export interface Suggested {
  readonly span: TextSpan;
  readonly ranked: readonly RankedCodeLine[];
  readonly abstains: boolean;
  readonly model: string;
  readonly examples: number;
}

/** Asks for suggestions for one stretch; what becomes of them is logged. Nothing is asked, or coded, by itself. */
export function useSuggestions(study: string, { id: transcript, revision }: Transcript) {
  const [suggested, setSuggested] = useState<Suggested | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState<TextSpan | null>(null);
  const ask = useCallback(
    async (span: TextSpan): Promise<void> => {
      setAsked(span);
      setSuggested(null);
      setBusy(true);
      setError(null);
      try {
        const body = { transcript, spans: [{ start: span.start, end: span.end }] };
        const { examples, model, suggestions } = await client.call(routes.suggestCodes, { params: { study }, body });
        const [first] = suggestions;
        if (first !== undefined)
          setSuggested({ span, ranked: first.ranked, abstains: first.abstains, model, examples });
      } catch (thrown) {
        setSuggested(null);
        setError(thrown as Error);
      }
      setBusy(false);
    },
    [study, transcript],
  );
  const log = useCallback(
    (outcome: "shown" | "accepted" | "rejected", codes: readonly RankedCodeLine[]): void => {
      if (suggested === null) return;
      const { model, span } = suggested;
      for (const { code, confidence } of codes) {
        const place = { transcript, revision, start: span.start, end: span.end };
        const body = { ...place, code, confidence, outcome, model };
        // the log must not stand in the way of coding
        void client.call(routes.logSuggestion, { params: { study }, body }).catch(() => undefined);
      }
    },
    [revision, study, suggested, transcript],
  );
  const close = useCallback(
    (outcome: "accepted" | "rejected" | null, codes: readonly RankedCodeLine[] = []): void => {
      if (outcome !== null) log(outcome, codes);
      setAsked(null);
      setSuggested(null);
      setError(null);
    },
    [log],
  );
  /** Those it is too unsure of are shown all the same: only now are they suggestions that were seen. */
  const reveal = useCallback(() => log("shown", suggested?.ranked ?? []), [log, suggested]);
  // the answer to an earlier question may come after a later one was asked
  return { ask, asked, busy, close, error, reveal, suggested: suggested?.span === asked ? suggested : null };
}
