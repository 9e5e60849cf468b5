import type { Write } from "./journal.ts";

/** What was decided of a lead, and why. */
export interface LeadDecision {
  readonly lead: string;
  readonly outcome: "selected" | "reserve" | "rejected";
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly revision: number;
}

/** One rater's sheet on a lead; an item not scored is missing, not zero. */
export interface LeadScore {
  readonly lead: string;
  /** Account of the rater, or the code of an expert whose sheet a researcher typed in. */
  readonly rater: string;
  /** Account that entered it. */
  readonly by: string;
  readonly points: Readonly<Record<string, number>>;
  readonly comment: string;
  readonly at: string;
}

export interface LeadStore {
  listDecisions(study: string): Promise<readonly LeadDecision[]>;
  putDecision(study: string, decision: LeadDecision): Write;
  listScores(study: string): Promise<readonly LeadScore[]>;
  putScore(study: string, score: LeadScore): Write;
}
