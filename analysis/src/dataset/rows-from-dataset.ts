import type { Variable } from "@diaoyan/instruments";
import type { DataRows, RowColumn } from "../model/data-rows.ts";
import type { CategoricalColumn, Column, Dataset, NumericColumn } from "../model/dataset.ts";
import { reasonCode } from "./columns.ts";
import { readColumn } from "./read-column.ts";

const rowsABatch = 2_000;
const notApplicable = reasonCode("notApplicable");

/**
 * The cases of a data set. “Not applicable” becomes the code the variable declares for it again, where it declares one;
 * of several codes the data set does not keep which was given, so the cell is empty, as any other missing one.
 */
export function rowsFromDataset(dataset: Dataset): DataRows {
  const { variables, rowCount } = dataset;
  const columns = variables.map(({ name }) => readColumn(dataset, name));
  async function* readBatches() {
    for (let start = 0; start < rowCount; start += rowsABatch) {
      const end = Math.min(start + rowsABatch, rowCount);
      const cells = columns.map((column, index) => cutColumn(column, variables[index]?.missing, { start, end }));
      yield { rows: end - start, columns: cells };
    }
  }
  return { variables, rowCount, readBatches };
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

function cutColumn(column: Column, codes: Variable["missing"], stretch: Stretch): RowColumn {
  const code = codes?.length === 1 ? codes[0] : undefined;
  return column.kind === "numeric" ? cutNumbers(column, code, stretch) : cutTexts(column, code, stretch);
}

function cutNumbers({ values, missing }: NumericColumn, code: number | undefined, { start, end }: Stretch) {
  if (code === undefined) return values.subarray(start, end);
  return values.slice(start, end).map((value, row) => (missing[start + row] === notApplicable ? code : value));
}

function cutTexts(column: CategoricalColumn, code: number | undefined, { start, end }: Stretch) {
  const { codes, categories, missing } = column;
  const given = code === undefined ? null : String(code);
  return Array.from(
    { length: end - start },
    (_, row) => categories[codes[start + row] ?? -1] ?? (missing[start + row] === notApplicable ? given : null),
  );
}
