import { type Dataset, finishAtOnce } from "@diaoyan/analysis";
import { type Json, startHash } from "@diaoyan/instruments";
import { columnUneven } from "../errors.ts";
import { codebookLines, writeVariables } from "./write-codebook.ts";
import { csvLines } from "./write-csv.ts";

const encoder = new TextEncoder();
/** Lines that are encoded and hashed together. */
const linesAPart = 200;

interface PackedFile {
  readonly text: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * The files a data set leaves as, by name: `data.csv`, `variables.json`, `codebook.csv`, and `manifest.json` with the rows
 * expected and written, the columns, and length (bytes) and SHA-256 of each file. `about` joins the manifest, the lines of
 * `more` the files. Throws `csv.column-uneven` where a column does not hold one value a case.
 */
export function packDataset(
  dataset: Dataset,
  about: { readonly [key: string]: Json },
  more: ReadonlyMap<string, Iterable<string>> = new Map(),
): ReadonlyMap<string, string> {
  return finishAtOnce(packInSteps(dataset, about, more));
}

/** The same, a step a line. */
export function* packInSteps(
  dataset: Dataset,
  about: { readonly [key: string]: Json },
  more: ReadonlyMap<string, Iterable<string>> = new Map(),
): Generator<undefined, ReadonlyMap<string, string>> {
  checkColumns(dataset);
  const data = yield* packText(csvLines(dataset));
  const small = [
    ["variables.json", [writeVariables(dataset)]],
    ["codebook.csv", codebookLines(dataset)],
    ...more,
  ] as const;
  const files = new Map<string, PackedFile>([["data.csv", data]]);
  for (const [name, pieces] of small) files.set(name, yield* packText(pieces));
  const manifest = {
    ...about,
    rows: dataset.rowCount,
    rowsWritten: data.pieces - 1,
    columns: dataset.variables.map(({ name }) => name),
    files: [...files].map(([name, { bytes, sha256 }]) => ({ name, bytes, sha256 })),
  };
  const texts = new Map([...files].map(([name, { text }]) => [name, text]));
  return texts.set("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Joins pieces of a text, with its length in bytes, its hash and how many pieces there were. */
function* packText(pieces: Iterable<string>): Generator<undefined, PackedFile & { readonly pieces: number }> {
  const hash = startHash();
  const parts: string[] = [];
  let waiting: string[] = [];
  let bytes = 0;
  let count = 0;
  const take = (): void => {
    const part = waiting.join("");
    const encoded = encoder.encode(part);
    waiting = [];
    bytes += encoded.length;
    hash.add(encoded);
    parts.push(part);
  };
  for (const piece of pieces) {
    waiting.push(piece);
    count += 1;
    if (waiting.length === linesAPart) take();
    yield;
  }
  take();
  return { text: parts.join(""), bytes, sha256: hash.end(), pieces: count };
}

function checkColumns({ variables, columns, rowCount }: Dataset): void {
  for (const { name } of variables) {
    const length = columns.get(name)?.missing.length;
    if (length !== rowCount) throw columnUneven(name, rowCount, length);
  }
}
