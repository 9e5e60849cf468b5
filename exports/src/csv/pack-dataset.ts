import type { Dataset } from "@diaoyan/analysis";
import { hashText, type Json } from "@diaoyan/instruments";
import { columnUneven } from "../errors.ts";
import { writeCodebook, writeVariables } from "./write-codebook.ts";
import { csvLines } from "./write-csv.ts";

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/**
 * The files a data set leaves as, by name: `data.csv`, `variables.json`, `codebook.csv`, and `manifest.json` with the rows
 * expected and written, the columns, and length (bytes) and SHA-256 of each file. `about` joins the manifest, `more` files the others. Throws
 * `csv.column-uneven` where a column does not hold one value a case.
 */
export function packDataset(
  dataset: Dataset,
  about: { readonly [key: string]: Json },
  more: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  checkColumns(dataset);
  const lines = [...csvLines(dataset)];
  const files = new Map([
    ["data.csv", lines.join("")],
    ["variables.json", writeVariables(dataset)],
    ["codebook.csv", writeCodebook(dataset)],
    ...more,
  ]);
  const manifest = {
    ...about,
    rows: dataset.rowCount,
    rowsWritten: lines.length - 1,
    columns: dataset.variables.map(({ name }) => name),
    files: [...files].map(([name, text]) => ({ name, bytes: byteLength(text), sha256: hashText(text) })),
  };
  return files.set("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
}

function checkColumns({ variables, columns, rowCount }: Dataset): void {
  for (const { name } of variables) {
    const length = columns.get(name)?.missing.length;
    if (length !== rowCount) throw columnUneven(name, rowCount, length);
  }
}
