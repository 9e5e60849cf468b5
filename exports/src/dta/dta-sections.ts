import type { ByteWriter } from "../data/byte-writer.ts";
import type { DataTable } from "../data/data-table.ts";
import { byteLength, characterCount, fitText } from "../data/text-length.ts";
import type { DtaColumn } from "./dta-column.ts";
import type { DtaLabels, LabelTable } from "./dta-labels.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const nameLength = 129;
const formatLength = 57;
const labelLength = 321;

/** “Header”: release, byte order, numbers of variables and observations, label and time of the data. */
export function writeHeader(writer: ByteWriter, columns: readonly DtaColumn[], { source, title, at }: DataTable): void {
  const label = fitText(title, 80, characterCount);
  const [year = "", month = "", day = ""] = at.slice(0, 10).split("-");
  const time = `${day} ${months[Number(month) - 1] ?? "Jan"} ${year} ${at.slice(11, 16) || "00:00"}`;
  writer.text("<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>");
  writer.uint16(columns.length);
  writer.text("</K><N>");
  writer.uint64(source.rowCount);
  writer.text("</N><label>");
  writer.uint16(byteLength(label));
  writer.text(label);
  writer.text("</label><timestamp>");
  writer.uint8(byteLength(time));
  writer.text(time);
  writer.text("</timestamp></header>");
}

/** “Descriptors”, “Variable labels” and “Characteristics”; returns the bytes of each section, tags included. */
export function writeDescriptions(
  writer: ByteWriter,
  columns: readonly DtaColumn[],
  { labels, tableNames, notes }: DtaLabels,
): readonly number[] {
  const lengths: number[] = [];
  const section = (tag: string, write: () => void) => {
    const start = writer.length;
    writer.text(`<${tag}>`);
    write();
    writer.text(`</${tag}>`);
    lengths.push(writer.length - start);
  };
  const fields = (texts: readonly string[], width: number) => {
    for (const text of texts) writer.field(text, width, 0);
  };
  const names = columns.map(({ name }) => name);
  section("variable_types", () => {
    for (const { type } of columns) writer.uint16(type);
  });
  section("varnames", () => fields(names, nameLength));
  section("sortlist", () => writer.fill(0, (columns.length + 1) * 2));
  section("formats", () =>
    fields(
      columns.map(({ format }) => format),
      formatLength,
    ),
  );
  section("value_label_names", () => fields(tableNames, nameLength));
  section("variable_labels", () => fields(labels, labelLength));
  section("characteristics", () => {
    for (const [index, texts] of notes.entries()) writeNotes(writer, names[index] ?? "", texts);
  });
  return lengths;
}

/** The notes of a variable: `note0` says how many there are. */
function writeNotes(writer: ByteWriter, name: string, texts: readonly string[]): void {
  if (texts.length === 0) return;
  for (const [index, text] of [String(texts.length), ...texts].entries()) {
    writer.text("<ch>");
    writer.int32(nameLength * 2 + byteLength(text) + 1);
    writer.field(name, nameLength, 0);
    writer.field(`note${index}`, nameLength, 0);
    writer.text(text);
    writer.uint8(0);
    writer.text("</ch>");
  }
}

/** “Value labels”: offsets, values, then the texts with a zero behind each. */
export function writeLabelTables(writer: ByteWriter, tables: ReadonlyMap<string, LabelTable>): void {
  writer.text("<value_labels>");
  for (const [name, table] of tables) {
    const lengths = table.map(({ label }) => byteLength(label) + 1);
    const textLength = lengths.reduce((sum, length) => sum + length, 0);
    writer.text("<lbl>");
    writer.int32(8 + table.length * 8 + textLength);
    writer.field(name, nameLength, 0);
    writer.fill(0, 3);
    writer.int32(table.length);
    writer.int32(textLength);
    let offset = 0;
    for (const length of lengths) {
      writer.int32(offset);
      offset += length;
    }
    for (const { value } of table) writer.int32(value);
    for (const { label } of table) {
      writer.text(label);
      writer.uint8(0);
    }
    writer.text("</lbl>");
  }
  writer.text("</value_labels>");
}
