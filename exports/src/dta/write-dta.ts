import { ByteWriter } from "../data/byte-writer.ts";
import type { ColumnFacts } from "../data/column-facts.ts";
import type { DataPieces, DataTable } from "../data/data-table.ts";
import { type DtaColumn, describeColumns } from "./dta-column.ts";
import { describeLabels } from "./dta-labels.ts";
import { createRowWriter, writeLongTexts } from "./dta-rows.ts";
import { writeDescriptions, writeHeader, writeLabelTables } from "./dta-sections.ts";

/**
 * A Stata file of release 118 (.dta, Stata 14 and later, UTF-8) after Stata's description of the format (`help dta`).
 * Declared missing codes become `.a`, `.b`, … with the code in their label; days are counted from 1960. Labels that are
 * too long are cut visibly and stand whole in the notes of their variable. Throws `data.table-too-large`,
 * `data.too-many-missing-codes`, `data.number-too-large`.
 */
export async function* writeDta(table: DataTable): DataPieces {
  const columns = describeColumns(table);
  const labels = describeLabels(columns, table.remark);
  const sections = new ByteWriter();
  writeHeader(sections, columns, table);
  const header = sections.take();
  const descriptions = writeDescriptions(sections, columns, labels);
  const before = sections.take();
  writeLabelTables(sections, labels.tables);
  const tables = sections.take();

  const rowWidth = columns.reduce((sum, { width }) => sum + width, 0);
  const dataLength = tagged("data", rowWidth * table.source.rowCount);
  const textsLength = tagged("strls", longTextLength(columns, table.facts));
  writeMap(sections, { header: header.length, descriptions, dataLength, textsLength, tablesLength: tables.length });
  yield header;
  yield sections.take();
  yield before;

  const rows = createRowWriter(sections, columns);
  let written = 0;
  sections.text("<data>");
  for await (const batch of table.source.readBatches()) {
    rows(batch, written);
    written += batch.rows;
    yield sections.take();
  }
  sections.text("</data><strls>");
  if (textsLength > tagged("strls", 0)) yield* writeLongTexts(sections, columns, table.source);
  sections.text("</strls>");
  yield sections.take();
  yield tables;
  sections.text("</stata_dta>");
  yield sections.take();
  return written;
}

/** Bytes of a section with its tags. */
function tagged(tag: string, length: number): number {
  return length + tag.length * 2 + 5;
}

/** Bytes before the text of a GSO and the zero behind it: “strLs”. */
const longTextFrame = 21;

function longTextLength(columns: readonly DtaColumn[], facts: readonly Readonly<ColumnFacts>[]): number {
  let length = 0;
  for (const [index, { storage }] of columns.entries()) {
    const fact = facts[index];
    if (storage === "longText" && fact !== undefined) length += fact.bytes + fact.filled * longTextFrame;
  }
  return length;
}

/** “Map”: where each section begins. */
function writeMap(
  writer: ByteWriter,
  lengths: {
    readonly header: number;
    readonly descriptions: readonly number[];
    readonly dataLength: number;
    readonly textsLength: number;
    readonly tablesLength: number;
  },
): void {
  const { header, descriptions, dataLength, textsLength, tablesLength } = lengths;
  writer.text("<map>");
  let at = 0;
  for (const length of [header, tagged("map", 14 * 8), ...descriptions, dataLength, textsLength, tablesLength]) {
    writer.uint64(at);
    at += length;
  }
  writer.uint64(at);
  writer.uint64(at + "</stata_dta>".length);
  writer.text("</map>");
}
