import { type CallInput, type CallOutput, routes } from "@diaoyan/api/contract";
import { useState } from "react";
import { client } from "../api.ts";
import { useStudy } from "../use-study.ts";
import type { Cell } from "./code-matrix.tsx";

export type Order = CallInput<typeof routes.retrieveCodings>["body"];
export type Answer = CallOutput<typeof routes.retrieveCodings>;

/** What was found, what was asked for it, and the cell of the matrix it is of. */
interface Shown {
  readonly answer: Answer;
  readonly asked: Order;
  /** What was asked before a cell was opened. */
  readonly whole: Order;
  /** Kept while cells of it are opened. */
  readonly matrix: Answer["matrix"];
  readonly cell: Cell | null;
}

/** Runs retrievals: the answer to the newest, more of it, and the cells of its matrix. */
export function useRetrieval() {
  const { id } = useStudy();
  const [shown, setShown] = useState<Shown | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const run = async (asked: Order, { cell = null, more = false }: { cell?: Cell | null; more?: boolean } = {}) => {
    setBusy(true);
    setError(null);
    const before = more ? (shown?.answer.found ?? []) : [];
    try {
      const body = { ...asked, from: before.length };
      const next = await client.call(routes.retrieveCodings, { params: { study: id }, body });
      const answer = { ...next, found: [...before, ...next.found] };
      setShown({
        answer,
        asked,
        cell,
        whole: cell === null ? asked : (shown?.whole ?? asked),
        matrix: cell === null ? (more ? (shown?.matrix ?? null) : next.matrix) : (shown?.matrix ?? null),
      });
    } catch (thrown) {
      setError(thrown as Error);
    }
    setBusy(false);
  };
  /** The next of what was found, whatever the form says by now. */
  const goOn = () => (shown === null ? Promise.resolve() : run(shown.asked, { cell: shown.cell, more: true }));
  return { busy, error, goOn, run, shown };
}
