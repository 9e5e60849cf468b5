import type { Coding } from "@diaoyan/analysis";
import { routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { type Code, sliceCodePoints, type TextSpan, type Transcript } from "@diaoyan/instruments";
import { useCallback, useMemo } from "react";
import { client, problemOf } from "../api.ts";
import { sendNewCode } from "./send-new-code.ts";
import { type CodingSettings, isEdit, makeEdit, type Unsent } from "./unsent.ts";
import { useActs } from "./use-acts.ts";
import { useUnsent } from "./use-unsent.ts";

/** Everything one can do to the codings of a transcript; what is shown changes at once. */
export function useCodings(study: string, transcript: Transcript, me: string) {
  const {
    done,
    edit: redraw,
    error,
    readAgain,
    reload,
    remember,
    run,
    setError,
    takeBack,
    takeOver,
  } = useActs(study, transcript.id);
  const { id: transcriptId, revision, text } = transcript;

  const callChange = useCallback(
    async (act: string, one: object) => {
      const input = { params: { study }, body: { act, edits: [one] as never } };
      return (await client.call(routes.changeCodings, input)).changes;
    },
    [study],
  );
  /** Sends what was kept on the device; what came of it replaces what was drawn. */
  const sendOne = async (order: Unsent): Promise<void> => {
    if (isEdit(order)) {
      const { coding, id, revision: base, set } = order;
      try {
        takeOver(await callChange(id, { coding, revision: base, ...(set === null ? { remove: true } : { set }) }));
      } catch (thrown) {
        // somebody was faster: their state is shown beside what was refused
        if (problemOf(thrown)?.code === "coding.changed") await reload();
        throw thrown;
      }
      remember(id);
      setError(null);
      readAgain();
      return;
    }
    const { act, code, end, id, part, start } = order;
    if (part === null) {
      const body = { transcript: transcriptId, revision: order.revision, code, start, end };
      const { coding } = await client.call(routes.addCoding, { params: { study, coding: id }, body });
      redraw((codings) => [...codings.filter((one) => one.id !== id), coding as unknown as Coding]);
    } else {
      takeOver(await sendNewCode({ study, transcript: transcriptId }, { ...order, part }));
    }
    remember(act);
    setError(null);
    readAgain();
  };
  const { add, drop, dropCoding, dropLast, settle, unsent, waits } = useUnsent(
    { study, transcript: transcriptId, me },
    sendOne,
  );
  /** Shows the coding at once under the id it will have, with a code that is made with it where `part` is given. */
  const addCoding = useCallback(
    (code: Code["id"], { start, end }: TextSpan, part: Code | null = null): void => {
      const id = newUuid(7);
      const quote = sliceCodePoints(text, { start, end });
      const act = part === null ? id : newUuid(7);
      add(() => ({ id, act, code, part, start, end, quote, revision }));
    },
    [add, revision, text],
  );
  const takeBackLast = useCallback(
    async (from: "undo" | "redo") => (from === "undo" && (await dropLast())) || takeBack(from),
    [dropLast, takeBack],
  );

  const edit = useCallback(
    (coding: Coding, set: CodingSettings | null) => add((queue) => makeEdit(coding, { id: newUuid(7), queue, set })),
    [add],
  );
  /** Sets all but a memo, whatever the network does. A memo is kept where it is typed; whether it stands. */
  const change = useCallback(
    async (coding: Coding, set: CodingSettings): Promise<boolean> => {
      if (set.memo === undefined) {
        edit(coding, set);
        return true;
      }
      if (!(await settle(coding.id))) return false;
      const act = newUuid(7);
      const went = await run(() => callChange(act, { coding: coding.id, revision: coding.revision ?? 1, set }));
      if (went) remember(act);
      return went === true;
    },
    [callChange, edit, remember, run, settle],
  );
  const remove = useCallback((coding: Coding) => edit(coding, null), [edit]);

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

  /** Takes a coding that lost its place off the list. */
  const dismiss = useCallback(
    async (coding: string, reason: string): Promise<boolean> => {
      const act = newUuid(7);
      const input = { params: { study, transcript: transcriptId, coding }, body: { act, reason } };
      const went = await run(async () => (await client.call(routes.dismissCoding, input)).changes);
      if (went) remember(act);
      return went === true;
    },
    [remember, run, study, transcriptId],
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
      dismiss,
      done,
      drop,
      dropCoding,
      error,
      place,
      remove,
      takeBack: takeBackLast,
      takeOver,
      unsent,
      waits,
    }),
    [
      addCoding,
      applyRules,
      change,
      dismiss,
      done,
      drop,
      dropCoding,
      error,
      place,
      remove,
      takeBackLast,
      takeOver,
      unsent,
      waits,
    ],
  );
}

export type CodingActions = ReturnType<typeof useCodings>;
