import type { LocalizedText } from "./localized.ts";

/** A question of a guide with what is asked when the answer is short. */
export interface ProtocolQuestion {
  readonly id: string;
  readonly text: string;
  readonly probes: readonly string[];
}

/** Questions of a guide under one title. */
export interface ProtocolSection {
  readonly id: string;
  readonly title: string;
  /** Planned minutes. */
  readonly minutes: number;
  readonly questions: readonly ProtocolQuestion[];
}

/** An interview guide 访谈提纲. */
export interface Protocol {
  readonly id: string;
  readonly version: string;
  readonly title: LocalizedText;
  readonly audience: string;
  readonly consentScript: string;
  readonly closingScript: string;
  readonly sections: readonly ProtocolSection[];
  readonly materials: readonly string[];
}

/** A field of a record sheet (meeting record, score sheet). */
export interface RecordField {
  readonly id: string;
  readonly label: string;
  readonly kind: "text" | "longText" | "number" | "date" | "choice" | "table";
  readonly choices?: readonly string[];
  readonly columns?: readonly RecordField[];
  readonly maximum?: number;
  /** What to look at. */
  readonly hint?: string;
}

/** How sheets of several raters become one score of a lead, and which score is enough. */
export interface ScoringRule {
  /** `trimmed` leaves out one highest and one lowest of five or more sheets. */
  readonly rule: "mean" | "trimmed";
  /** Points of 100 from which a lead may be selected. */
  readonly threshold?: number;
}

/** A sheet filled at a meeting: 研讨会记录单, 专家评分表. A sheet of numbers with maxima alone is a score sheet. */
export interface RecordSheet {
  readonly id: string;
  readonly version: string;
  readonly title: LocalizedText;
  readonly fields: readonly RecordField[];
  readonly scoring?: ScoringRule;
}
