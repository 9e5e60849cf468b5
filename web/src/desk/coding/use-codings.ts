import type { Coding } from "@diaoyan/analysis";
import { routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { type Code, sliceCodePoints, type TextSpan, type Transcript } from "@diaoyan/instruments";
import { useCallback, useMemo } from "react";
import { client } from "../api.ts";
import { useActs } from "./use-acts.ts";

/** What may be set on a coding. */
export interface CodingSettings {
  readonly code?: string;
  readonly start?: number;
  readonly end?: number;
  readonly memo?: string;
  readonly modifiers?: Readonly<Record<string, string>>;
}

/** Everything one can do to the codings of a transcript; what is shown changes at once. */
export function useCodings(study: string, transcript: Transcript, me: string) {
  const { done, edit, error, readAgain, reload, remember, run, setError, takeBack, takeOver } = useActs(
    study,
    transcript.id,
  );
  const { id: transcriptId, revision, text } = transcript;

  /** Shows the coding at once under the id it will have; the server's word replaces it, or takes it away again. */
  const addCoding = useCallback(
    async (code: Pick<Code, "id">, { start, end }: TextSpan): Promise<void> => {
      const id = newUuid(7);
      const origin = { kind: "human", user: me };
      const texts = { quote: sliceCodePoints(text, { start, end }), before: "", after: "", memo: "", modifiers: {} };
      const shown = { id, transcript: transcriptId, code: code.id, start, end, ...texts, origin } as unknown as Coding;
      edit((codings) => [...codings, shown]);
      const body = { transcript: transcriptId, revision, code: code.id, start, end };
      try {
        const { coding } = await client.call(routes.addCoding, { params: { study, coding: id }, body });
        edit((codings) => codings.map((one) => (one.id === id ? (coding as unknown as Coding) : one)));
        remember(id);
        setError(null);
      } catch (thrown) {
        edit((codings) => codings.filter((one) => one.id !== id));
        setError(thrown as Error);
      }
      readAgain();
    },
    [edit, me, readAgain, remember, revision, setError, study, text, transcriptId],
  );

  const send = useCallback(
    async (edits: readonly object[]): Promise<boolean> => {
      const act = newUuid(7);
      const input = { params: { study }, body: { act, edits: edits as never } };
      const went = await run(async () => (await client.call(routes.changeCodings, input)).changes);
      if (went) remember(act);
      return went;
    },
    [remember, run, study],
  );
  const change = useCallback(
    (coding: Coding, set: CodingSettings) => send([{ coding: coding.id, revision: coding.revision ?? 1, set }]),
    [send],
  );
  const remove = useCallback(
    (coding: Coding) => send([{ coding: coding.id, revision: coding.revision ?? 1, remove: true }]),
    [send],
  );

  /** Runs the dictionary rules as one act. */
  const applyRules = useCallback(
    async (codes: readonly string[]): Promise<{ readonly added: number; readonly kept: number } | null> => {
      const act = newUuid(7);
      let counts = { added: 0, kept: 0 };
      const body = { transcripts: [transcriptId], codes: [...codes], act };
      const went = await run(async () => {
        counts = await client.call(routes.applyRules, { params: { study }, body });
        await reload();
        return [];
      });
      if (went && counts.added > 0) remember(act);
      return went ? counts : null;
    },
    [reload, remember, run, study, transcriptId],
  );

  return useMemo(
    () => ({ addCoding, applyRules, change, done, error, remove, remember, run, takeBack, takeOver }),
    [addCoding, applyRules, change, done, error, remove, remember, run, takeBack, takeOver],
  );
}

export type CodingActions = ReturnType<typeof useCodings>;
