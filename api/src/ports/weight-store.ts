import type { Kept, NamedStore } from "./named-store.ts";

/** A weight kept under a name: what makes it, so that it is made anew of the answers that count. */
export interface KeptWeight extends Kept {
  /** Where the totals come from, in words. */
  readonly source: string;
  /** Totals by variable and value; `a*b` crosses variables. */
  readonly margins: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Weights to start from. */
  readonly weight?: string;
  /** The most a weight may be, in multiples of the mean. */
  readonly limit?: number;
}

/** Weights of questionnaires; a name that is taken conflicts in `kept_weights`. */
export type WeightStore = NamedStore<KeptWeight>;
