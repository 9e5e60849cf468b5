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

/** Columns of equal length and what they mean. Rows of several versions are joined by variable name. */
export interface Dataset {
  readonly rowCount: number;
  readonly variables: readonly Variable[];
  readonly columns: ReadonlyMap<string, Column>;
  /** Response id of each row, where the rows are responses. */
  readonly rowIds?: readonly string[];
}
