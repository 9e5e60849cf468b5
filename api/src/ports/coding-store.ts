import type { CaseSummary, Coding } from "@diaoyan/analysis";
import type { Codebook } from "@diaoyan/instruments";
import type { Write } from "./journal.ts";

export interface CodingStore {
  findCodebook(study: string): Promise<{ readonly codebook: Codebook; readonly revision: number } | undefined>;
  putCodebook(study: string, codebook: Codebook, revision: number): Write;
  find(study: string, coding: string): Promise<Coding | undefined>;
  /** Codings of a study, or of one transcript, in order of transcript, place and id. */
  list(study: string, transcript?: string): Promise<readonly Coding[]>;
  countByCode(study: string): Promise<ReadonlyMap<string, number>>;
  add(study: string, codings: readonly Coding[]): Write;
  remove(study: string, coding: string): Write;
  removeAll(study: string, codings: readonly string[]): Write;
}

export interface CaseStore {
  find(study: string, id: string): Promise<CaseSummary | undefined>;
  list(study: string): Promise<readonly CaseSummary[]>;
  put(study: string, summary: CaseSummary): Write;
}
