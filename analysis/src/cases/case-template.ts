import type { CaseKind } from "../model/case-summary.ts";

/** What a section of a case is filled with. Lengths count code points. */
export interface CaseTemplateSection {
  readonly id: string;
  readonly heading: string;
  /** What the writer has to bring about here; printed in drafts. */
  readonly guidance: string;
  /** Numbers of the codes that speak for the section; `6` stands for 6.1, 6.2 … as well. Empty: a person writes it. */
  readonly codes: readonly string[];
  /** Patterns (regular expressions) of a sentence that speak for the section. */
  readonly cues: readonly string[];
  /** Patterns of the question before it that speak for the section. */
  readonly questions: readonly string[];
  /** It says what is done now: what was before or is only wished for does not belong there without saying so. */
  readonly ofNow?: boolean;
  readonly minimum: number;
  readonly maximum: number;
}

/** The sections of a case of one kind, in order. */
export interface CaseTemplate {
  readonly kind: CaseKind;
  readonly sections: readonly CaseTemplateSection[];
}

/** A section that holds facts only a person can vouch for; it is drafted empty. */
export function writtenByHand(id: string, heading: string, guidance: string): CaseTemplateSection {
  return { id, heading, guidance, codes: [], cues: [], questions: [], minimum: 0, maximum: 0 };
}

/** Reads patterns that stand in one string with spaces between them. */
export function listPatterns(patterns: string): readonly string[] {
  return patterns.split(" ");
}
