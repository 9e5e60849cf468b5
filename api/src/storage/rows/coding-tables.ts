import type { Generated } from "kysely";

/** Rows of the coding desk: changes of codings and of the codebook, memos, attributes, replaced texts. */
export interface CodingTables {
  coding_changes: {
    seq: Generated<number>;
    study: string;
    act: string;
    kind: string;
    transcript: string;
    coding: string;
    revision: number;
    before: string | null;
    after: string | null;
    actor: string;
    at: string;
  };
  codebook_changes: {
    study: string;
    act: string;
    kind: string;
    revision: number;
    before: string;
    after: string;
    actor: string;
    at: string;
  };
  memos: {
    study: string;
    kind: "code" | "transcript" | "case";
    subject: string;
    revision: number;
    text: string;
    author: string;
    at: string;
  };
  transcript_attributes: { study: string; transcript: string; revision: number; document: string };
  transcript_search: { study: string; transcript: string; revision: number; folded: string };
  transcript_texts: {
    study: string;
    transcript: string;
    revision: number;
    text: string;
    turns: string;
    replaced_at: string;
  };
  policy_documents: { study: string; transcript: string; revision: number; hash: string; document: string };
  coding_assignments: { study: string; id: string; revision: number; document: string };
  adjudications: { study: string; id: string; document: string; at: string };
  suggestion_log: {
    seq: Generated<number>;
    study: string;
    transcript: string;
    revision: number;
    start_offset: number;
    end_offset: number;
    code: string | null;
    confidence: number | null;
    outcome: "shown" | "abstained" | "accepted" | "rejected";
    model: string;
    actor: string;
    at: string;
  };
}
