import type { MissingReason, Variable } from "@diaoyan/instruments";

/** Reason codes of `Column.missing`: 0 valid, else the index in this list. */
export const missingReasons: readonly (MissingReason | null)[] = [
  null,
  "notShown",
  "notAssigned",
  "skipped",
  "notApplicable",
];

/** Numbers, `NaN` where missing. */
export interface NumericColumn {
  readonly kind: "numeric";
  readonly values: Float64Array;
  /** One reason code a row. */
  readonly missing: Uint8Array;
}

/** Texts as codes into `categories`, −1 where missing. */
export interface CategoricalColumn {
  readonly kind: "categorical";
  readonly codes: Int32Array;
  readonly categories: readonly string[];
  readonly missing: Uint8Array;
}

export type Column = NumericColumn | CategoricalColumn;

/** Columns of equal length and what they mean. Rows of several versions are joined by variable name. */
export interface Dataset {
  readonly rowCount: number;
  readonly variables: readonly Variable[];
  readonly columns: ReadonlyMap<string, Column>;
  /** Response id of each row, where the rows are responses. */
  readonly rowIds?: readonly string[];
}
