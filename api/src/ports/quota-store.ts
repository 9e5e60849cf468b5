import type { QuotaPlan, Stratum } from "@diaoyan/instruments";
import type { Write } from "./journal.ts";

export interface StoredQuotaPlan {
  readonly plan: QuotaPlan;
  readonly revision: number;
}

/** Counters of a cell; the cell with the empty name counts what falls into none, likewise that of each margin. */
export interface CellCount {
  readonly cell: string;
  /** All but withdrawn responses. */
  readonly received: number;
  /** Complete responses: those a limit is held against. */
  readonly valid: number;
}

/** Complete responses with this pair of answers; `second` is empty in a plan of one axis. */
export type StratumCount = Pick<Stratum, "first" | "second"> & { readonly count: number };

/** Plans of quota cells. The database itself keeps the counters: no path that writes a response can miss one. */
export interface QuotaStore {
  find(study: string, questionnaire: string): Promise<StoredQuotaPlan | undefined>;
  list(study: string): Promise<readonly StoredQuotaPlan[]>;
  /** Replaces the plan and counts anew, or conflicts with `quota_cell_full` where a limit lies below its count. */
  put(study: string, stored: StoredQuotaPlan): Write;
  /** Takes the plan and its counters away; its revision stays, so that the next one goes on from it. */
  remove(study: string, questionnaire: string, revision: number): Write;
  /** Questionnaires whose plan was removed and not replaced, with the revision of the removal. */
  listRemoved(study: string): Promise<readonly { readonly questionnaire: string; readonly revision: number }[]>;
  listCounts(study: string, questionnaire: string): Promise<readonly CellCount[]>;
  /** Complete responses by their answers to the axes of a plan that need not be stored. */
  countStrata(study: string, plan: QuotaPlan): Promise<readonly StratumCount[]>;
}

/** The constraint that refuses a response, a review or a plan which overfills a cell. */
export const cellFull = "quota_cell_full";

/** The check that refuses one complete response more than the quota of a link; it has no name but its first word. */
export const linkFull = "quota";
