import type { Variable } from "@diaoyan/instruments";

/** Numbers of some cases, `NaN` where there is no value, or texts, `null` where there is none. Declared missing codes stand as themselves. */
export type RowColumn = Float64Array | readonly (string | null)[];

/** Some cases one after the other: a column a variable, in their order, each of `rows` cells. */
export interface RowBatch {
  readonly rows: number;
  readonly columns: readonly RowColumn[];
}

/** Cases that need not stand in memory together. Dates and moments are texts by ISO 8601. */
export interface DataRows {
  readonly variables: readonly Variable[];
  readonly rowCount: number;
  /** Names of variables that came with whole numbers of more digits than a double holds; their cells are the nearest doubles. */
  readonly rounded?: readonly string[];
  /** All cases from the first one; asked again it gives the same. */
  readBatches(): AsyncIterable<RowBatch>;
}
