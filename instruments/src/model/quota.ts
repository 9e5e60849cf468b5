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

/** A further question with cells of its own, counted beside those of the plan: 年龄 beside 单位 × 学科. */
export interface QuotaMargin extends QuotaAxis {
  /** Cells of one group each. */
  readonly cells: readonly QuotaCell[];
}

/**
 * The one plan of a questionnaire: cells over one or two questions, of which a response belongs to one or none, and margins,
 * in each of which it belongs to one or none. A response that a full limit of any of them refuses is beyond quota.
 */
export interface QuotaPlan {
  readonly questionnaire: QuestionnaireName;
  readonly axes: readonly QuotaAxis[];
  readonly cells: readonly QuotaCell[];
  /** Each over another question. */
  readonly margins?: readonly QuotaMargin[];
}
