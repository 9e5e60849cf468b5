import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import { parseVariablesFile, rowsFromCsv } from "@diaoyan/analysis";
import { type CsvEncoding, type DataFormat, writeDataFile } from "@diaoyan/exports/data";
import { startFastPacker } from "@diaoyan/exports/data/node";
import { software } from "../../software.ts";
import { writeWhole, writeWholeInPieces } from "../../storage/write-whole.node.ts";
import { UsageError } from "../outcome.ts";
import { readJsonInput } from "../read-input.node.ts";
import { sayManifest } from "../say-manifest.ts";

/** Formats by the ending of the file that is written. */
const formats: Readonly<Record<string, DataFormat>> = {
  ".csv": "csv",
  ".xlsx": "xlsx",
  ".sav": "sav",
  ".dta": "dta",
  ".parquet": "parquet",
  ".xml": "ddi",
};

/** The endings in words. */
export const dataEndings = Object.keys(formats).join(", ");

/** Encodings of a CSV file that is read or written. */
export const encodings = ["utf-8", "gb18030"] as const;

/** How a CSV file is converted. */
export interface DataOptions {
  readonly variables?: string;
  readonly title?: string;
  readonly from: CsvEncoding["encoding"];
  readonly encoding: CsvEncoding["encoding"];
  readonly mark: boolean;
}

/** Writes a CSV file as a file of another program, with its manifest beside it. */
export async function convertData(
  { data, out }: { readonly data: string; readonly out: string },
  options: DataOptions,
): Promise<{ readonly json: unknown; readonly text: string }> {
  const format = formatOf(out);
  const described =
    options.variables === undefined ? [] : parseVariablesFile(await readJsonInput("--variables", options.variables));
  const at = await timeOf(data);
  const rows = await rowsFromCsv(() => readPieces(data, options.from), described);
  const title = options.title ?? basename(data, extname(data));
  const csv = { encoding: options.encoding, mark: options.mark };
  const manifest = await writeWholeInPieces(
    resolve(out),
    writeDataFile(rows, { format, title, at, csv, startPacker: startFastPacker }),
  );
  const file = { file: basename(out), source: basename(data), software, ...manifest };
  await writeWhole(resolve(`${out}.manifest.json`), `${JSON.stringify(file, null, 2)}\n`);
  return { json: file, text: sayManifest(out, manifest) };
}

function formatOf(out: string): DataFormat {
  const format = formats[extname(out).toLowerCase()];
  if (format !== undefined) return format;
  throw new UsageError(`<out>: expected a name that ends in ${dataEndings}, got ${out}`);
}

/** When the file was last changed: equal files give equal results on any day. */
async function timeOf(data: string): Promise<string> {
  try {
    return (await stat(data)).mtime.toISOString();
  } catch {
    throw new UsageError(`<in>: cannot read ${data}: there is no such file`);
  }
}

async function* readPieces(file: string, encoding: CsvEncoding["encoding"]): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      const other = encodings.find((one) => one !== encoding);
      throw new UsageError(`<in>: ${file} is not ${encoding}; save it as CSV UTF-8, or say --from ${other}`);
    }
  };
  for await (const bytes of createReadStream(file, { highWaterMark: 256 * 1024 })) yield decode(bytes as Buffer);
  yield decode();
}
