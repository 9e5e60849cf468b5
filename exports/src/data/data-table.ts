import type { DataRows } from "@diaoyan/analysis";
import type { StartPacker } from "../xlsx/packer.ts";
import type { ColumnFacts } from "./column-facts.ts";

/** The formats data leave in. */
export const dataFormats = ["csv", "xlsx", "sav", "dta", "parquet", "ddi"] as const;
/** A format that data are written in. */
export type DataFormat = (typeof dataFormats)[number];

/** Something of a column that a format cannot hold as it is, and what stands in the file instead. */
export interface DataRemark {
  readonly variable: string;
  readonly what:
    | "renamed"
    | "rounded"
    | "label-shortened"
    | "value-label-shortened"
    | "value-labels-in-notes"
    | "value-label-left-out"
    | "missing-codes-in-notes";
  /** What stands in the file, or what was left out. */
  readonly detail: string;
}

/** How the characters of a CSV file are written. */
export interface CsvEncoding {
  readonly encoding: "utf-8" | "gb18030";
  /** Whether a byte-order mark tells UTF-8. */
  readonly mark: boolean;
}

/** What a writer works on. */
export interface DataTable {
  readonly source: DataRows;
  readonly facts: readonly Readonly<ColumnFacts>[];
  /** Title of the data in the file. */
  readonly title: string;
  /** When the data were taken, by ISO 8601; files of equal cases and times are equal. */
  readonly at: string;
  readonly csv: CsvEncoding;
  readonly startPacker: StartPacker;
  readonly remark: (remark: DataRemark) => void;
}

/** Pieces of a file; what is returned in the end is the number of cases written. */
export type DataPieces = AsyncGenerator<Uint8Array, number>;
