import type { Write } from "./journal.ts";

/** A sample of transcripts that one person codes blindly, with all that is needed to draw it again. */
export interface CodingAssignment {
  readonly id: string;
  readonly revision: number;
  readonly coder: string;
  readonly seed: number;
  /** Share of the coded transcripts that was drawn. */
  readonly share: number;
  readonly frameSize: number;
  readonly frameHash: string;
  readonly transcripts: readonly string[];
  readonly by: string;
  readonly at: string;
  /** From then on everybody sees everything. */
  readonly closedAt: string | null;
}

/** What was decided of a stretch on whose code coders disagreed. */
export interface Adjudication {
  readonly id: string;
  readonly transcript: string;
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly withCode: readonly string[];
  readonly without: readonly string[];
  readonly decision: "applies" | "not" | "codebook";
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** What was shown for a stretch, or what a person made of it. */
export interface SuggestionEntry {
  readonly transcript: string;
  readonly revision: number;
  readonly start: number;
  readonly end: number;
  readonly code: string | null;
  readonly confidence: number | null;
  readonly outcome: "shown" | "abstained" | "accepted" | "rejected";
  readonly model: string;
  readonly actor: string;
  readonly at: string;
}

export interface AgreementStore {
  listAssignments(study: string): Promise<readonly CodingAssignment[]>;
  putAssignment(study: string, assignment: CodingAssignment): Write;
  listAdjudications(study: string): Promise<readonly Adjudication[]>;
  addAdjudication(study: string, adjudication: Adjudication): Write;
  addSuggestions(study: string, entries: readonly SuggestionEntry[]): Write;
  countSuggestions(
    study: string,
  ): Promise<
    readonly { readonly code: string | null; readonly outcome: SuggestionEntry["outcome"]; readonly count: number }[]
  >;
}
