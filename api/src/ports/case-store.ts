import type { CaseSummary, SentenceChange } from "@diaoyan/analysis";
import type { Write } from "./journal.ts";

export interface CaseStore {
  find(study: string, id: string): Promise<CaseSummary | undefined>;
  list(study: string): Promise<readonly CaseSummary[]>;
  put(study: string, summary: CaseSummary): Write;
}

/** What one act made of a case. Drafting and carrying over are the machine's, the rest is a person's. */
export interface CaseChange {
  readonly case: string;
  /** Revision that came into being. */
  readonly revision: number;
  readonly kind: "draft" | "redraft" | "edit" | "confirm" | "reopen" | "consent" | "carry";
  readonly actor: string;
  readonly at: string;
  /** Which step, consent or reason. */
  readonly note: string;
  readonly sentences: readonly SentenceChange[];
}

export interface CaseTrailStore {
  add(study: string, change: CaseChange): Write;
  /** Newest first. */
  list(study: string, id: string): Promise<readonly CaseChange[]>;
  /** Forgets the words of all changes of a case up to now; who did what and when stays. */
  forgetWords(study: string, id: string): Write;
}
