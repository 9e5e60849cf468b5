import type { Coding } from "@diaoyan/analysis";
import { type CallOutput, type CodingChangeLine, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { client, problemOf } from "../api.ts";

type Opened = CallOutput<typeof routes.getTranscript>;

/** Kinds of acts that change which codings are without a place. */
const ofUnplaced = new Set(["place", "dismiss", "restore", "undo"]);

/** What one person did on this page and may take back; the newest last. */
interface Done {
  readonly undo: readonly string[];
  readonly redo: readonly string[];
}

/** The codings on this page as the server's changes leave them. */
export function mergeChanges(codings: readonly Coding[], changes: readonly CodingChangeLine[]): readonly Coding[] {
  const byId = new Map(codings.map((coding) => [String(coding.id), coding]));
  for (const { coding, id, revision } of changes) {
    const known = byId.get(id);
    if (known !== undefined && (known.revision ?? 1) > revision) continue;
    if (coding === null) byId.delete(id);
    else byId.set(id, coding as unknown as Coding);
  }
  return [...byId.values()];
}

/** Carries out acts on the codings of one transcript, shows what they did at once, and remembers them for undo and redo. */
export function useActs(study: string, transcript: string) {
  const queries = useQueryClient();
  const [done, setDone] = useState<Done>({ undo: [], redo: [] });
  const [error, setError] = useState<Error | null>(null);
  // the truth; the state is what is drawn of it. Keys come faster than answers, so acts are taken back one after the other
  const kept = useRef(done);
  // steps back that got no answer, with the act they were: tried again they are the same act, not a second one
  const unanswered = useRef(new Map<string, string>());
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const keep = useCallback((change: (old: Done) => Done) => {
    kept.current = change(kept.current);
    setDone(kept.current);
  }, []);

  const edit = useCallback(
    (change: (codings: readonly Coding[]) => readonly Coding[]): void => {
      const key = [routes.getTranscript.id, { params: { study, transcript } }];
      queries.setQueryData<Opened>(key, (old) => {
        if (old === undefined) return undefined;
        return { ...old, codings: change(old.codings as unknown as readonly Coding[]) as unknown as Opened["codings"] };
      });
    },
    [queries, study, transcript],
  );

  const takeOver = useCallback(
    (changes: readonly CodingChangeLine[]): void => {
      const here = changes.filter(
        ({ coding }) => coding === null || (coding as { transcript?: string }).transcript === transcript,
      );
      if (here.length > 0) edit((codings) => mergeChanges(codings, here));
      if (changes.some(({ kind }) => ofUnplaced.has(kind)))
        void queries.invalidateQueries({ queryKey: [routes.listUnplaced.id] });
    },
    [edit, queries, transcript],
  );

  const readAgain = useCallback((): void => {
    void queries.invalidateQueries({ queryKey: [routes.getCodebook.id] });
    void queries.invalidateQueries({ queryKey: [routes.listTranscripts.id] });
  }, [queries]);

  const reload = useCallback(() => queries.invalidateQueries({ queryKey: [routes.getTranscript.id] }), [queries]);

  /** Runs one act; where somebody was faster the present state is shown with the problem. Null: no answer came. */
  const run = useCallback(
    async (work: () => Promise<readonly CodingChangeLine[]>): Promise<boolean | null> => {
      try {
        setError(null);
        takeOver(await work());
        readAgain();
        return true;
      } catch (thrown) {
        setError(thrown as Error);
        const code = problemOf(thrown)?.code;
        if (code === "coding.changed" || code === "edit.conflict") {
          await reload();
          readAgain();
        }
        return code === undefined ? null : false;
      }
    },
    [readAgain, reload, takeOver],
  );

  const remember = useCallback(
    (act: string) => keep(({ undo }) => ({ undo: [...undo, act].slice(-200), redo: [] })),
    [keep],
  );

  const takeBackNow = useCallback(
    async (from: "undo" | "redo"): Promise<boolean> => {
      const undone = kept.current[from].at(-1);
      if (undone === undefined) return false;
      const act = unanswered.current.get(undone) ?? newUuid(7);
      unanswered.current.delete(undone);
      keep((old) => ({ ...old, [from]: old[from].slice(0, -1) }));
      const input = { params: { study, undone }, body: { act } };
      const went = await run(async () => (await client.call(routes.undoAct, input)).changes);
      const other = from === "undo" ? "redo" : "undo";
      if (went) keep((old) => ({ ...old, [other]: [...old[other], act] }));
      if (went === null) {
        unanswered.current.set(undone, act);
        keep((old) => ({ ...old, [from]: [...old[from], undone] }));
      }
      return went === true;
    },
    [keep, run, study],
  );
  const takeBack = useCallback(
    (from: "undo" | "redo"): Promise<boolean> => {
      const mine = queue.current.then(() => takeBackNow(from));
      queue.current = mine;
      return mine;
    },
    [takeBackNow],
  );

  return { done, edit, error, readAgain, reload, remember, run, setError, takeBack, takeOver };
}
