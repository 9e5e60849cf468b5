import { useCallback, useEffect, useRef, useState } from "react";
import { problemOf } from "../api.ts";
import { forgetUnsent, keepUnsent, readUnsent, type UnsentCoding, type UnsentPlace } from "./unsent.ts";

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
 * Codings are kept on the device from the moment they are made until the server has them, and sent one after the other: a lost
 * network, a server that starts again or a page that is loaded anew costs none.
 */
export function useUnsent(place: UnsentPlace, send: (coding: UnsentCoding) => Promise<void>) {
  const [unsent, setUnsent] = useState(() => readUnsent(localStorage, place));
  const [waits, setWaits] = useState<Error | null>(null);
  // the truth; the state is what is drawn of it
  const kept = useRef(unsent);
  const sending = useRef<Promise<void> | null>(null);
  const latest = useRef({ place, send });
  latest.current = { place, send };

  const set = useCallback((next: readonly UnsentCoding[]) => {
    kept.current = next;
    setUnsent(next);
  }, []);
  const drop = useCallback(
    (id: string): void => {
      forgetUnsent(localStorage, latest.current.place, id);
      set(kept.current.filter((one) => one.id !== id));
    },
    [set],
  );

  const sendAll = useCallback(async (): Promise<void> => {
    for (;;) {
      const next = kept.current.find(({ refused }) => refused === undefined);
      if (next === undefined) return setWaits(null);
      try {
        await latest.current.send(next);
        drop(next.id);
      } catch (error) {
        if (mayGoLater(error)) return setWaits(error as Error);
        const refused = problemOf(error)?.title ?? String(error);
        set(kept.current.map((one) => (one.id === next.id ? { ...one, refused } : one)));
      }
    }
  }, [drop, set]);
  const flush = useCallback((): Promise<void> => {
    sending.current ??= sendAll().finally(() => {
      sending.current = null;
    });
    return sending.current;
  }, [sendAll]);

  const add = useCallback(
    (coding: UnsentCoding): void => {
      keepUnsent(localStorage, latest.current.place, coding);
      set([...kept.current, coding]);
      void flush();
    },
    [flush, set],
  );
  /** Takes the last one back if it was not sent; whether there was one. */
  const dropLast = useCallback(async (): Promise<boolean> => {
    await sending.current;
    const last = kept.current.findLast(({ refused }) => refused === undefined);
    if (last !== undefined) drop(last.id);
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
  return { add, drop, dropLast, unsent, waits };
}
