import type { QuestionnaireName } from "./ids.ts";
import type { LocalizedText } from "./localized.ts";

/** Answers that count as one category: 部属高校 and 市属高校 as 高校. `values` are codes of the variable as text. */
export interface QuotaGroup {
  readonly id: string;
  readonly label: LocalizedText;
  readonly values: readonly string[];
}

/** A single-choice question whose answers say which group a response belongs to. No value stands in two groups. */
export interface QuotaAxis {
  readonly variable: string;
  readonly groups: readonly QuotaGroup[];
}

/** How many responses are wanted of one group (of each axis one). A `limit` takes no more than `target`. */
export interface QuotaCell {
  /** Group ids, one for each axis. */
  readonly groups: readonly string[];
  readonly target: number;
  readonly limit: boolean;
}

/** The one plan of a questionnaire: cells over one or two questions. A response belongs to one cell or to none. */
export interface QuotaPlan {
  readonly questionnaire: QuestionnaireName;
  readonly axes: readonly QuotaAxis[];
  readonly cells: readonly QuotaCell[];
}
