import {
  AnalysisError,
  type AnonymityReport,
  assessAnonymity,
  coarsenDataset,
  type Dataset,
  sourceOf,
  suppressRare,
} from "@diaoyan/analysis";
import { problem } from "../problems.ts";

/** How data are guarded before they leave: background variables others may know, and what is done about small groups. */
export interface Protection {
  /** Names of the background variables, as they are called after coarsening. */
  readonly keys: readonly string[];
  /** Fewest people a combination of them should be shared by. */
  readonly k: number;
  /** Recodings and cuts in the language of `derive`; the variables they are made from leave the data. */
  readonly coarsen?: unknown;
  /** Takes the key variables out of rows whose combination too few people share. */
  readonly suppress: boolean;
}

/** Before and after what was asked for; equal where nothing was. Before, coarser variables are those they were made from. */
export interface ProtectionReport {
  readonly before: AnonymityReport;
  readonly after: AnonymityReport;
  /** Rows that lost their key variables. */
  readonly suppressedRows: number;
}

/** Coarsens and suppresses as asked, and says how far people can be singled out. Throws `request.invalid`. */
export function protectDataset(
  dataset: Dataset,
  { keys, k, coarsen, suppress }: Protection,
): { readonly dataset: Dataset; readonly report: ProtectionReport } {
  try {
    const coarser = coarsen === undefined ? dataset : coarsenDataset(dataset, coarsen);
    const sources = keys.map((key) => (dataset.columns.has(key) ? key : sourceOf(key, coarsen)));
    const before = assessAnonymity(dataset, sources, k);
    const suppressedRows = suppress ? assessAnonymity(coarser, keys, k).rowsBelow : 0;
    const guarded = suppress ? suppressRare(coarser, keys, k) : coarser;
    return { dataset: guarded, report: { before, after: assessAnonymity(guarded, keys, k), suppressedRows } };
  } catch (error) {
    if (error instanceof AnalysisError) throw problem("request.invalid", error.message);
    throw error;
  }
}

/** What the audit log keeps of it. */
export function sayProtection({ keys, k, coarsen, suppress }: Protection, { after }: ProtectionReport): string {
  const done = [coarsen === undefined ? "" : "coarsened", suppress ? "suppressed" : ""].filter((one) => one !== "");
  return `; keys ${keys.join(",")}, k ${after.smallest} of ${k} asked, ${after.rowsBelow} rows below${done.length === 0 ? "" : `, ${done.join(" and ")}`}`;
}
