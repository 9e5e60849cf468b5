import type { Write } from "./journal.ts";

/** A weight kept under a name: what makes it, so that it is made anew of the answers that count. */
export interface KeptWeight {
  readonly name: string;
  /** Where the totals come from, in words. */
  readonly source: string;
  /** Totals by variable and value; `a*b` crosses variables. */
  readonly margins: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Weights to start from. */
  readonly weight?: string;
  /** The most a weight may be, in multiples of the mean. */
  readonly limit?: number;
  /** Name of who kept it. */
  readonly by: string;
  readonly at: string;
}

/** Weights of questionnaires, each under its name. */
export interface WeightStore {
  /** In the order they were kept. */
  list(study: string, questionnaire: string): Promise<readonly KeptWeight[]>;
  /** Conflicts in `kept_weights` where the name is taken. */
  add(study: string, questionnaire: string, weight: KeptWeight): Write;
  remove(study: string, questionnaire: string, name: string): Write;
}
