import { type RowColumn, toVariablesFile } from "@diaoyan/analysis";
import type { Variable } from "@diaoyan/instruments";
import type { SchemaElement } from "hyparquet";
import { ByteWriter } from "hyparquet-writer/src/bytewriter.js";
import { ParquetWriter } from "hyparquet-writer/src/parquet-writer.js";
import { readDay, readMoment } from "../data/calendar.ts";
import type { ColumnFacts } from "../data/column-facts.ts";
import type { DataPieces, DataTable } from "../data/data-table.ts";

const rowsAGroup = 4_000;
const largestInteger = 2_147_483_647;

type Cells = (number | string | null)[];

/**
 * An Apache Parquet file (snappy, UTF-8). Whole numbers of coded variables are INT32, other numbers DOUBLE, days DATE and
 * moments TIMESTAMP without a zone; no value is null. The description of the variables stands as JSON under
 * `diaoyan.variables` in the metadata of the file.
 */
export async function* writeParquet({ source, facts, title, at }: DataTable): DataPieces {
  const { variables } = source;
  const schema = variables.map((variable, index) => describeColumn(variable, facts[index]));
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    writer,
    schema: [{ name: "root", num_children: schema.length }, ...schema],
    kvMetadata: [
      { key: "title", value: title },
      { key: "taken", value: at },
      { key: "diaoyan.variables", value: JSON.stringify(toVariablesFile(variables)) },
    ],
    createdBy: "diaoyan",
  });
  const take = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  let group = variables.map((): Cells => []);
  let held = 0;
  let written = 0;
  const writeGroup = async () => {
    const columnData = schema.map(({ name }, index) => ({ name, data: group[index] ?? [] }));
    await parquet.write({ columnData, rowGroupSize: Math.max(1, held) });
    written += held;
    held = 0;
    group = variables.map((): Cells => []);
  };
  for await (const { rows, columns } of source.readBatches()) {
    for (const [index, variable] of variables.entries()) fillCells(group[index] ?? [], variable, columns[index] ?? []);
    held += rows;
    if (held < rowsAGroup) continue;
    await writeGroup();
    yield take();
  }
  if (held > 0) await writeGroup();
  await parquet.finish();
  yield take();
  return written;
}

function describeColumn({ name, type, measure }: Variable, fact: Readonly<ColumnFacts> | undefined): SchemaElement {
  const column = { name, repetition_type: "OPTIONAL" } as const;
  if (type === "string") return { ...column, type: "BYTE_ARRAY", converted_type: "UTF8" };
  if (type === "date") return { ...column, type: "INT32", converted_type: "DATE" };
  if (type === "datetime") {
    return { ...column, type: "INT64", logical_type: { type: "TIMESTAMP", isAdjustedToUTC: false, unit: "MILLIS" } };
  }
  const coded = measure !== "scale" && isInteger(fact);
  return { ...column, type: coded ? "INT32" : "DOUBLE" };
}

function isInteger(fact: Readonly<ColumnFacts> | undefined): boolean {
  if (fact === undefined || fact.filled === 0) return true;
  return fact.whole && fact.lowest >= -largestInteger && fact.highest <= largestInteger;
}

function fillCells(cells: Cells, { type }: Variable, column: RowColumn): void {
  const read = type === "date" ? readDay : type === "datetime" ? readMoment : null;
  for (const cell of column) {
    if (typeof cell === "number") cells.push(Number.isNaN(cell) ? null : cell);
    else cells.push(read === null || cell === null ? cell : read(cell));
  }
}
