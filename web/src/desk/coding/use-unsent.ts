import { useCallback, useEffect, useRef, useState } from "react";
import { problemOf } from "../api.ts";
import {
  forgetUnsent,
  keepUnsent,
  readUnsent,
  refuseWithLater,
  subjectOf,
  type Unsent,
  type UnsentPlace,
} from "./unsent.ts";

/** Milliseconds between tries while the server does not answer. */
const interval = 4_000;

/** Whether the same may be taken later: no answer, a busy server, a session that ended, a codebook that is being edited. */
function mayGoLater(error: unknown): boolean {
  const problem = problemOf(error);
  return (
    problem === null || problem.status >= 500 || [401, 429].includes(problem.status) || problem.code === "edit.conflict"
  );
}

/**
 * Codings and changes of them are kept on the device from the moment they are made until the server has them, and sent one after the other: a lost
 * network, a server that starts again or a page that is loaded anew costs none.
 */
export function useUnsent(place: UnsentPlace, send: (one: Unsent) => Promise<void>) {
  const [unsent, setUnsent] = useState(() => readUnsent(localStorage, place));
  const [waits, setWaits] = useState<Error | null>(null);
  // the truth; the state is what is drawn of it
  const kept = useRef(unsent);
  const sending = useRef<Promise<void> | null>(null);
  const latest = useRef({ place, send });
  latest.current = { place, send };

  const set = useCallback((next: readonly Unsent[]) => {
    kept.current = next;
    setUnsent(next);
  }, []);
  const drop = useCallback(
    (ids: readonly string[]): void => {
      for (const id of ids) forgetUnsent(localStorage, latest.current.place, id);
      set(kept.current.filter((one) => !ids.includes(one.id)));
    },
    [set],
  );
  // kept as refused: sent again after a reload, a later change could meet a revision that somebody else made
  const refuse = useCallback(
    (one: Unsent, why: string): void => {
      const next = refuseWithLater(kept.current, one, why);
      for (const [at, changed] of next.entries())
        if (changed !== kept.current[at]) keepUnsent(localStorage, latest.current.place, changed);
      set(next);
    },
    [set],
  );

  const sendAll = useCallback(async (): Promise<void> => {
    for (;;) {
      const next = kept.current.find(({ refused }) => refused === undefined);
      if (next === undefined) return setWaits(null);
      try {
        await latest.current.send(next);
        drop([next.id]);
      } catch (error) {
        if (mayGoLater(error)) return setWaits(error as Error);
        refuse(next, problemOf(error)?.title ?? String(error));
      }
    }
  }, [drop, refuse]);
  const flush = useCallback((): Promise<void> => {
    sending.current ??= sendAll().finally(() => {
      sending.current = null;
    });
    return sending.current;
  }, [sendAll]);

  const add = useCallback(
    (make: (queue: readonly Unsent[]) => Unsent): void => {
      const one = make(kept.current);
      keepUnsent(localStorage, latest.current.place, one);
      set([...kept.current, one]);
      void flush();
    },
    [flush, set],
  );
  /** Lets go of all that is about a coding which was never sent. */
  const dropCoding = useCallback(
    (coding: string) => drop(kept.current.flatMap((one) => (subjectOf(one) === coding ? [one.id] : []))),
    [drop],
  );
  /** Sends what waits; whether nothing about the coding waits any more. */
  const settle = useCallback(
    async (coding: string): Promise<boolean> => {
      await flush();
      return !kept.current.some((one) => subjectOf(one) === coding);
    },
    [flush],
  );
  /** Takes the last one back if it was not sent; whether there was one. */
  const dropLast = useCallback(async (): Promise<boolean> => {
    await sending.current;
    const last = kept.current.findLast(({ refused }) => refused === undefined);
    if (last !== undefined) drop([last.id]);
    return last !== undefined;
  }, [drop]);

  const some = unsent.some(({ refused }) => refused === undefined);
  useEffect(() => {
    if (!some) return;
    const again = () => void flush();
    again();
    const timer = setInterval(again, interval);
    addEventListener("online", again);
    return () => {
      clearInterval(timer);
      removeEventListener("online", again);
    };
  }, [flush, some]);
  return { add, drop, dropCoding, dropLast, settle, unsent, waits };
}
