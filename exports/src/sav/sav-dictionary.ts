import type { ByteWriter } from "../data/byte-writer.ts";
import type { DataTable } from "../data/data-table.ts";
import { byteLength, fitText } from "../data/text-length.ts";
import { elementsOf, type SavColumn } from "./sav-column.ts";
import { writeExtensions } from "./sav-extensions.ts";
import { labelOf, type ShortLabels, shortenLabels } from "./sav-labels.ts";
import { writeValueLabels } from "./sav-value-labels.ts";

const space = 0x20;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Everything before the cases: what the file is, its variables, their labels, sets and attributes. */
export function writeDictionary(writer: ByteWriter, columns: readonly SavColumn[], table: DataTable): void {
  const labels = shortenLabels(columns, table.remark);
  writeHeader(writer, columns, table);
  for (const column of columns) writeVariable(writer, column, labels);
  writeValueLabels(writer, columns, labels);
  writeExtensions(writer, columns, { table, labels });
  // “Dictionary Termination Record”
  writer.int32(999);
  writer.int32(0);
}

/** “File Header Record”. */
function writeHeader(writer: ByteWriter, columns: readonly SavColumn[], { source, title, at }: DataTable): void {
  const [year = "", month = "", day = ""] = at.slice(0, 10).split("-");
  writer.text("$FL2");
  writer.field("@(#) SPSS DATA FILE Diaoyan", 60, space);
  writer.int32(2);
  writer.int32(columns.reduce((sum, column) => sum + elementsOf(column), 0));
  writer.int32(1); // compressed by bytecodes
  writer.int32(0); // no weight
  writer.int32(source.rowCount);
  writer.float64(100);
  writer.field(`${day} ${months[Number(month) - 1] ?? "Jan"} ${year.slice(2)}`, 9, space);
  writer.field(at.slice(11, 19) || "00:00:00", 8, space);
  writer.field(fitText(title, 64, byteLength), 64, space);
  writer.fill(0, 3);
}

/** “Variable Record”: one for the variable, one for each further eight bytes of a text, the same for further segments. */
function writeVariable(writer: ByteWriter, column: SavColumn, labels: ShortLabels): void {
  for (const [place, width] of column.segments.entries()) {
    const first = place === 0;
    const label = first ? labelOf(labels, column) : "";
    // missing values of texts wider than eight bytes have a record of their own
    const missing = first && column.width <= 8 ? (column.variable.missing ?? []) : [];
    writer.int32(2);
    writer.int32(width);
    writer.int32(label === "" ? 0 : 1);
    writer.int32(missing.length);
    const format = first ? column.format : (1 << 16) | (width << 8);
    writer.int32(format);
    writer.int32(format);
    writer.field(column.shortNames[place] ?? "", 8, space);
    if (label !== "") writeLabel(writer, label);
    for (const code of missing) {
      if (width === 0) writer.float64(code);
      else writer.field(String(code), 8, space);
    }
    for (let at = 8; at < width; at += 8) writeContinuation(writer);
  }
}

function writeLabel(writer: ByteWriter, label: string): void {
  const bytes = byteLength(label);
  writer.int32(bytes);
  writer.field(label, Math.ceil(bytes / 4) * 4, space);
}

function writeContinuation(writer: ByteWriter): void {
  writer.int32(2);
  writer.int32(-1);
  writer.fill(0, 16);
  writer.fill(space, 8);
}
