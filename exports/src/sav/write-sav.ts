import { ByteWriter } from "../data/byte-writer.ts";
import type { DataPieces, DataTable } from "../data/data-table.ts";
import { createCaseWriter } from "./sav-cases.ts";
import { describeColumns } from "./sav-column.ts";
import { writeDictionary } from "./sav-dictionary.ts";

/**
 * A system file of SPSS (.sav, compressed by bytecodes, UTF-8) after the PSPP Developers Guide, “System File Format”. Days
 * and moments are counted in seconds. Labels that are too long are cut visibly and stand whole in the attributes of their
 * variable. Throws `data.too-many-missing-codes`, `data.text-too-long`.
 */
export async function* writeSav(table: DataTable): DataPieces {
  const columns = describeColumns(table);
  const writer = new ByteWriter(256 * 1024);
  writeDictionary(writer, columns, table);
  yield writer.take();
  const cases = createCaseWriter(writer, columns);
  let written = 0;
  for await (const batch of table.source.readBatches()) {
    cases.write(batch);
    written += batch.rows;
    yield writer.take();
  }
  cases.finish();
  yield writer.take();
  return written;
}
