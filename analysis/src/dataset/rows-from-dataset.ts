import type { Variable } from "@diaoyan/instruments";
import type { DataRows, RowColumn } from "../model/data-rows.ts";
import type { CategoricalColumn, Column, Dataset, NumericColumn } from "../model/dataset.ts";
import { reasonCode } from "./columns.ts";
import { readColumn } from "./read-column.ts";

const rowsABatch = 2_000;
const notApplicable = reasonCode("notApplicable");

/**
 * The cases of a data set. “Not applicable” becomes the declared code again that was given; any other missing cell is empty.
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
  const codeAt = (row: number): number | undefined =>
    column.missing[row] === notApplicable ? codes?.[(column.missingCodes?.[row] ?? 1) - 1] : undefined;
  return column.kind === "numeric" ? cutNumbers(column, codeAt, stretch) : cutTexts(column, codeAt, stretch);
}

type CodeAt = (row: number) => number | undefined;

function cutNumbers({ values }: NumericColumn, codeAt: CodeAt, { start, end }: Stretch) {
  return values.slice(start, end).map((value, row) => (Number.isNaN(value) ? (codeAt(start + row) ?? value) : value));
}

function cutTexts({ codes, categories }: CategoricalColumn, codeAt: CodeAt, { start, end }: Stretch) {
  return Array.from({ length: end - start }, (_, place) => {
    const row = start + place;
    return categories[codes[row] ?? -1] ?? codeAt(row)?.toString() ?? null;
  });
}
