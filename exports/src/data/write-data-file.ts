import type { DataRows } from "@diaoyan/analysis";
import { startHash } from "@diaoyan/instruments";
import { writeCsvFile } from "../csv/write-csv-file.ts";
import { writeDdi } from "../ddi/write-ddi.ts";
import { writeDta } from "../dta/write-dta.ts";
import { casesLost, noColumns } from "../errors.ts";
import { writeParquet } from "../parquet/write-parquet.ts";
import { writeSav } from "../sav/write-sav.ts";
import { startPacker as packAnywhere, type StartPacker } from "../xlsx/packer.ts";
import { writeXlsx } from "../xlsx/write-xlsx.ts";
import { surveyColumns } from "./column-facts.ts";
import type { CsvEncoding, DataFormat, DataPieces, DataRemark, DataTable } from "./data-table.ts";

/** What came out of writing a file. */
export interface DataManifest {
  readonly format: DataFormat;
  readonly rows: number;
  readonly rowsWritten: number;
  readonly columns: readonly string[];
  readonly bytes: number;
  readonly sha256: string;
  readonly remarks: readonly DataRemark[];
}

/** How a data file is written. */
export interface DataFileOptions {
  readonly format: DataFormat;
  readonly title: string;
  /** When the data were taken, by ISO 8601. */
  readonly at: string;
  /** UTF-8 with a byte-order mark unless told otherwise. */
  readonly csv?: CsvEncoding;
  /** Packs .xlsx; the way every runtime knows unless given. */
  readonly startPacker?: StartPacker;
}

const writers: Readonly<Record<DataFormat, (table: DataTable) => DataPieces>> = {
  csv: writeCsvFile,
  xlsx: writeXlsx,
  parquet: writeParquet,
  ddi: writeDdi,
  sav: writeSav,
  dta: writeDta,
};

/**
 * Writes cases as a data file, piece by piece; what is returned in the end is the manifest. Throws before the first piece
 * what the format cannot hold, and at the end `data.cases-lost`: a file is whole only once the manifest is there.
 */
export async function* writeDataFile(
  source: DataRows,
  { format, title, at, csv = { encoding: "utf-8", mark: true }, startPacker = packAnywhere }: DataFileOptions,
): AsyncGenerator<Uint8Array, DataManifest> {
  if (source.variables.length === 0) throw noColumns();
  const remarks: DataRemark[] = [];
  const remark = (one: DataRemark) => remarks.push(one);
  for (const variable of source.rounded ?? [])
    remark({ variable, what: "rounded", detail: String(Number.MAX_SAFE_INTEGER) });
  const facts = await surveyColumns(source);
  const pieces = writers[format]({ source, facts, title, at, csv, startPacker, remark });
  const hash = startHash();
  let bytes = 0;
  for (;;) {
    const { value, done } = await pieces.next();
    if (done) {
      if (value !== source.rowCount) throw casesLost(source.rowCount, value);
      const columns = source.variables.map(({ name }) => name);
      return { format, rows: source.rowCount, rowsWritten: value, columns, bytes, sha256: hash.end(), remarks };
    }
    bytes += value.length;
    hash.add(value);
    if (value.length > 0) yield value;
  }
}
