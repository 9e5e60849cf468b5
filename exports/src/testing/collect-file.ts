import type { DataRows } from "@diaoyan/analysis";
import { type DataFileOptions, type DataManifest, writeDataFile } from "../data/write-data-file.ts";
import { hardAbout } from "./hard-rows.ts";

/** A data file in one piece, with its manifest. */
export async function collectFile(
  rows: DataRows,
  options: Partial<DataFileOptions> & Pick<DataFileOptions, "format">,
): Promise<{ readonly bytes: Uint8Array; readonly manifest: DataManifest }> {
  const pieces: Uint8Array[] = [];
  const file = writeDataFile(rows, { ...hardAbout, ...options });
  for (;;) {
    const { value, done } = await file.next();
    if (done) return { bytes: Buffer.concat(pieces), manifest: value };
    pieces.push(value);
  }
}
