import type { MissingReason, Variable } from "@diaoyan/instruments";

/** Reason codes of `Column.missing`: 0 valid, else the index in this list. */
export const missingReasons: readonly (MissingReason | null)[] = [
  null,
  "notShown",
  "notAssigned",
  "skipped",
  "notApplicable",
];

interface Absence {
  /** One reason code a row. */
  readonly missing: Uint8Array;
  /** Which of several declared missing codes was given: 1 for the first, 0 for none. Absent where fewer than two are declared. */
  readonly missingCodes?: Uint8Array;
}

/** Numbers, `NaN` where missing. */
export interface NumericColumn extends Absence {
  readonly kind: "numeric";
  readonly values: Float64Array;
}

/** Texts as codes into `categories`, −1 where missing. */
export interface CategoricalColumn extends Absence {
  readonly kind: "categorical";
  readonly codes: Int32Array;
  readonly categories: readonly string[];
}

/** The values of one variable by row. */
export type Column = NumericColumn | CategoricalColumn;

/** How a weight was made: what stands under everything it weights. */
export interface Weighting {
  readonly variable: string;
  /** Where the totals come from, in words; null where it was not said. */
  readonly source: string | null;
  /** The variables of each margin; several where they are crossed. */
  readonly margins: readonly (readonly string[])[];
  /** The most a weight may be, in multiples of the mean; null without a limit. */
  readonly limit: number | null;
  /** Cases with a weight. */
  readonly n: number;
  readonly kishDesignEffect: number;
}

/** Columns of equal length and what they mean. Rows of several versions are joined by variable name. */
export interface Dataset {
  readonly rowCount: number;
  readonly variables: readonly Variable[];
  readonly columns: ReadonlyMap<string, Column>;
  /** Response id of each row, where the rows are responses. */
  readonly rowIds?: readonly string[];
  /** By name, weights that were made of these columns. */
  readonly weightings?: ReadonlyMap<string, Weighting>;
}
