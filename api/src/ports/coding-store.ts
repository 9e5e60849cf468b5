import type { Coding } from "@diaoyan/analysis";
import type { Codebook, Transcript } from "@diaoyan/instruments";
import type { Write } from "./journal.ts";

/** What changes codings together: one act can be undone as a whole. */
export interface CodingAct {
  readonly id: string;
  readonly kind: string;
  readonly actor: string;
  readonly at: string;
}

/** A coding before and after an act; null where it was not there, or is no longer. */
export interface CodingChange {
  readonly before: Coding | null;
  readonly after: Coding | null;
  /** Why, where the act asks for it. */
  readonly reason?: string | undefined;
}

/** A stored change; `before` and `after` are null too where de-identification took the words away. */
export interface StoredChange extends CodingChange {
  readonly seq: number;
  readonly act: CodingAct;
  readonly transcript: string;
  readonly coding: string;
  readonly revision: number;
}

/** An act with the number of codings it changed, and whether it changed the codebook. */
export interface ListedAct {
  readonly act: CodingAct;
  readonly count: number;
  readonly codebook: boolean;
}

/** What an act made of the codebook. */
export interface CodebookChange {
  readonly act: CodingAct;
  /** Revision of the codebook that came into being. */
  readonly revision: number;
  readonly before: Codebook;
  readonly after: Codebook;
}

export interface Memo {
  readonly kind: "code" | "transcript" | "case";
  readonly subject: string;
  readonly revision: number;
  readonly text: string;
  readonly author: string;
  readonly at: string;
}

/** Attributes a person gave a transcript. */
export interface TranscriptAttributes {
  readonly transcript: string;
  readonly revision: number;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface CodingTrailStore {
  /** Carries out changes and keeps them; a second change of one revision of a coding conflicts in `coding_changes`. */
  change(study: string, act: CodingAct, changes: readonly CodingChange[]): Write;
  /** Changes of one transcript after `seq`, in order. */
  changesAfter(study: string, transcript: string, seq: number): Promise<readonly StoredChange[]>;
  /** Number of the last change of a transcript; 0 where there is none. */
  lastChange(study: string, transcript: string): Promise<number>;
  changesOfAct(study: string, act: string): Promise<readonly StoredChange[]>;
  /** At most `limit` changes of each of some acts, in order. */
  firstChanges(study: string, acts: readonly string[], limit: number): Promise<readonly StoredChange[]>;
  /** The last changes of codings that a correction of the transcript took away and nobody put back, with their words. */
  listUnplaced(study: string, transcript: string): Promise<readonly StoredChange[]>;
  /** Acts on codings and on the codebook, newest first (of one moment by id, downwards); those before `before`. */
  listActs(
    study: string,
    before: Pick<CodingAct, "id" | "at"> | undefined,
    limit: number,
  ): Promise<readonly ListedAct[]>;
  /** Forgets the words of a transcript's changes but the places and words `act` brought. */
  forgetWords(study: string, transcript: string, act: string): Write;
  /** Refuses the whole write where a coding has one of these codes: one that goes, and came into use meanwhile. */
  expectUncoded(study: string, codes: readonly string[]): Write;
  /** Refuses the whole write where a coding of the transcript is of another revision: one that came in meanwhile. */
  expectCarried(study: string, transcript: string, revision: number): Write;
  /** Forgets the texts that corrections of a transcript replaced. */
  forgetTexts(study: string, transcript: string): Write;
  addCodebookChange(study: string, change: CodebookChange): Write;
  findCodebookChange(study: string, act: string): Promise<CodebookChange | undefined>;
  findMemo(study: string, kind: Memo["kind"], subject: string): Promise<Memo | undefined>;
  listMemos(study: string): Promise<readonly Memo[]>;
  putMemo(study: string, memo: Memo): Write;
  listAttributes(study: string): Promise<readonly TranscriptAttributes[]>;
  putAttributes(study: string, attributes: TranscriptAttributes): Write;
  keepText(study: string, transcript: Transcript, at: string): Write;
}

export interface CodingStore {
  findCodebook(study: string): Promise<{ readonly codebook: Codebook; readonly revision: number } | undefined>;
  putCodebook(study: string, codebook: Codebook, revision: number): Write;
  find(study: string, coding: string): Promise<Coding | undefined>;
  /** Those of the ids that stand, in no order. */
  findAll(study: string, codings: readonly string[]): Promise<readonly Coding[]>;
  /** Codings of a study, or of one transcript, in order of transcript, place and id. */
  list(study: string, transcript?: string): Promise<readonly Coding[]>;
  countByCode(study: string): Promise<ReadonlyMap<string, number>>;
  add(study: string, codings: readonly Coding[]): Write;
  remove(study: string, coding: string): Write;
  removeAll(study: string, codings: readonly string[]): Write;
}
