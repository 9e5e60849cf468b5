import type { LocalizedText } from "./localized.ts";

/** What the values of a variable are stored as. */
export type VariableType = "numeric" | "string" | "date" | "datetime";
/** The level of measurement, by the names of SPSS. */
export type Measure = "nominal" | "ordinal" | "scale";

/** Why a cell holds no valid value. */
export type MissingReason = "notShown" | "notAssigned" | "skipped" | "notApplicable";

/** A value label with its place in the order of categories. */
export interface ValueLabel {
  readonly value: string;
  readonly label: LocalizedText;
}

/** A column of a data set, made from a question; `analyses.md` fixes the JSON that leaves the product. */
export interface Variable {
  readonly name: string;
  readonly label: LocalizedText;
  readonly type: VariableType;
  readonly measure: Measure;
  /** Name of the question it comes from. */
  readonly question: string;
  /** Title of that question, where `label` names only a part of it: a choice, a row, an item. */
  readonly questionLabel?: LocalizedText;
  readonly valueLabels?: readonly ValueLabel[];
  /** Codes that stand for “not applicable” (不清楚/不适用), e.g. 99. */
  readonly missing?: readonly number[];
  /** Name of its multiple-response or ranking set. */
  readonly set?: string;
  /** Module of the split form it is asked in; absent where everybody is asked. */
  readonly module?: string;
  readonly construct?: string;
  readonly reverse?: boolean;
  /** Lowest and highest valid code of a rating item. */
  readonly scale?: { readonly min: number; readonly max: number };
}
