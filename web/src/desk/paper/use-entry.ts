import { routes } from "@diaoyan/api/contract";
import type { TypedForm } from "@diaoyan/instruments";
import { useCallback, useEffect, useRef, useState } from "react";
import { client, problemOf } from "../api.ts";
import { forgetDraft, keepDraft } from "../ui/kept-draft.ts";

export interface FormAddress {
  readonly study: string;
  readonly batch: string;
  readonly form: string;
}

/** An entry as the server gave it. */
export interface OpenedEntry {
  readonly pass: 1 | 2;
  readonly typed: TypedForm;
  readonly revision: number;
}

export type SavingState = "saved" | "saving" | "kept" | "stopped";

const pauseMilliseconds = 600;
const retryMilliseconds = 5_000;

/** Name under which an entry is kept on this device. */
export function draftName({ study, batch, form }: FormAddress, pass: number): string {
  return `paper ${study} ${batch} ${form} ${pass}`;
}

/**
 * Keeps an entry: on this device at once, on the server after a moment, again and again while there is no connection. A
 * refusal (taken over, open in another window) ends it and is shown.
 */
export function useEntry(address: FormAddress, opened: OpenedEntry) {
  const { pass } = opened;
  const [typed, setTyped] = useState(opened.typed);
  const [state, setState] = useState<SavingState>("saved");
  const [error, setError] = useState<unknown>(null);
  const latest = useRef({ typed: opened.typed, revision: opened.revision, stored: opened.typed });
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const name = draftName(address, pass);

  /** One saving after the other: each builds on the revision of the one before. */
  const send = useCallback(
    (done: boolean) => {
      const sending = turn.current.then(async () => {
        const { typed: now, revision, stored } = latest.current;
        if (now === stored && !done) return null;
        const answer = await client.call(routes.savePaperEntry, {
          params: { ...address, pass },
          body: { revision, typed: { ...now }, done },
        });
        latest.current = { ...latest.current, revision: answer.revision, stored: now };
        if (latest.current.typed === now) forgetDraft(localStorage, name);
        setState("saved");
        return answer;
      });
      turn.current = sending.catch(() => undefined);
      return sending;
    },
    [address, pass, name],
  );

  const keepSoon = useCallback(
    (after: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        send(false).catch((refused: unknown) => {
          const problem = problemOf(refused);
          const ended = problem !== null && problem.status < 500 && problem.code !== "access.signIn";
          setState(ended ? "stopped" : "kept");
          if (ended) setError(refused);
          else keepSoon(retryMilliseconds);
        });
      }, after);
    },
    [send],
  );

  const change = useCallback(
    (next: TypedForm) => {
      latest.current = { ...latest.current, typed: next };
      setTyped(next);
      setState("saving");
      keepDraft(localStorage, name, { base: latest.current.revision, at: new Date().toISOString(), value: next });
      keepSoon(pauseMilliseconds);
    },
    [keepSoon, name],
  );

  // what was found on this device goes to the server, and what is typed last when the page is left
  useEffect(() => {
    const leave = () => {
      clearTimeout(timer.current);
      send(false).catch(() => undefined);
    };
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, [send]);

  const finish = useCallback(() => {
    clearTimeout(timer.current);
    return send(true);
  }, [send]);
  return { typed, state, error, change, finish };
}
