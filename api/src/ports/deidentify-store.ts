import type { AlignedStretch } from "@diaoyan/instruments";
import type { Write } from "./journal.ts";

/** What a person decided of a place in the original, in code points. */
export interface PlaceDecision {
  readonly start: number;
  readonly end: number;
  /** Null: what stands there tells nobody's identity and is kept. */
  readonly replacement: string | null;
  /** A person marked the place; no rule found just that. */
  readonly byHand?: boolean;
}

/** A de-identified revision of a transcript, without its text. */
export interface DeidentifiedRevision {
  readonly transcript: string;
  readonly revision: number;
  readonly rulesRevision: number;
  /** From the original to the text of this revision. */
  readonly alignment: readonly AlignedStretch[];
  readonly decisions: readonly PlaceDecision[];
}

export interface SealedOriginal {
  /** SHA-256 of the original text. */
  readonly hash: string;
  readonly sealed: string;
}

/** Rules, sealed originals and de-identified revisions. Whatever is added stands already → `StorageConflict`. */
export interface DeidentifyStore {
  /** The newest rules. */
  findRules(study: string): Promise<{ readonly revision: number; readonly sealed: string } | undefined>;
  addRules(study: string, rules: { readonly revision: number; readonly sealed: string }, at: string): Write;
  /** The newest of what was decided of words in sessions. */
  findSessionWords(study: string): Promise<{ readonly revision: number; readonly sealed: string } | undefined>;
  addSessionWords(study: string, words: { readonly revision: number; readonly sealed: string }, at: string): Write;
  findOriginal(study: string, transcript: string): Promise<SealedOriginal | undefined>;
  /** Transcripts that were de-identified. */
  listTreated(study: string): Promise<ReadonlySet<string>>;
  addOriginal(study: string, transcript: string, original: SealedOriginal): Write;
  findRevision(study: string, transcript: string, revision: number): Promise<DeidentifiedRevision | undefined>;
  addRevision(study: string, revision: DeidentifiedRevision, at: string): Write;
}
