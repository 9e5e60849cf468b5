import type { Coding } from "@diaoyan/analysis";
import { routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { type Code, sliceCodePoints, type TextSpan, type Transcript } from "@diaoyan/instruments";
import { useCallback, useMemo } from "react";
import { client } from "../api.ts";
import { sendNewCode } from "./send-new-code.ts";
import type { UnsentCoding } from "./unsent.ts";
import { useActs } from "./use-acts.ts";
import { useUnsent } from "./use-unsent.ts";

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

  /** Sends a coding that was kept on the device; what came of it replaces what was drawn. */
  const sendOne = async (order: UnsentCoding): Promise<void> => {
    const { act, code, end, id, part, start } = order;
    if (part === null) {
      const body = { transcript: transcriptId, revision: order.revision, code, start, end };
      const { coding } = await client.call(routes.addCoding, { params: { study, coding: id }, body });
      edit((codings) => [...codings.filter((one) => one.id !== id), coding as unknown as Coding]);
    } else {
      takeOver(await sendNewCode({ study, transcript: transcriptId }, { ...order, part }));
    }
    remember(act);
    setError(null);
    readAgain();
  };
  const { add, drop, dropLast, unsent, waits } = useUnsent({ study, transcript: transcriptId, me }, sendOne);
  /** Shows the coding at once under the id it will have, with a code that is made with it where `part` is given. */
  const addCoding = useCallback(
    (code: Code["id"], { start, end }: TextSpan, part: Code | null = null): void => {
      const id = newUuid(7);
      const quote = sliceCodePoints(text, { start, end });
      add({ id, act: part === null ? id : newUuid(7), code, part, start, end, quote, revision });
    },
    [add, revision, text],
  );
  const takeBackLast = useCallback(
    async (from: "undo" | "redo") => (from === "undo" && (await dropLast())) || takeBack(from),
    [dropLast, takeBack],
  );

  const send = useCallback(
    async (edits: readonly object[]): Promise<boolean> => {
      const act = newUuid(7);
      const input = { params: { study }, body: { act, edits: edits as never } };
      const went = await run(async () => (await client.call(routes.changeCodings, input)).changes);
      if (went) remember(act);
      return went === true;
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

  /** Puts a coding that lost its place on a stretch of the present text. */
  const place = useCallback(
    async (coding: string, code: string, { end, start }: TextSpan): Promise<boolean> => {
      const act = newUuid(7);
      const input = {
        params: { study, transcript: transcriptId, coding },
        body: { act, revision, code, start, end },
      };
      const went = await run(async () => (await client.call(routes.placeCoding, input)).changes);
      if (went) remember(act);
      return went === true;
    },
    [remember, revision, run, study, transcriptId],
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
    () => ({
      addCoding,
      applyRules,
      change,
      done,
      drop,
      error,
      place,
      remove,
      takeBack: takeBackLast,
      takeOver,
      unsent,
      waits,
    }),
    [addCoding, applyRules, change, done, drop, error, place, remove, takeBackLast, takeOver, unsent, waits],
  );
}

export type CodingActions = ReturnType<typeof useCodings>;
