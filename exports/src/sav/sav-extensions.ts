import { ByteWriter } from "../data/byte-writer.ts";
import { nameColumns } from "../data/column-names.ts";
import type { DataTable } from "../data/data-table.ts";
import { listResponseSets } from "../data/response-sets.ts";
import { byteLength } from "../data/text-length.ts";
import { nameRules, type SavColumn } from "./sav-column.ts";
import type { ShortLabels } from "./sav-labels.ts";

const measures = { nominal: 1, ordinal: 2, scale: 3 } as const;
const alignLeft = 0;
const alignRight = 1;
const space = 0x20;

/** The records of type 7, which tell what the older ones have no room for. */
export function writeExtensions(
  writer: ByteWriter,
  columns: readonly SavColumn[],
  { table, labels }: { readonly table: DataTable; readonly labels: ShortLabels },
): void {
  writeMachine(writer);
  writeText(writer, 7, responseSets(columns, table));
  writeDisplay(writer, columns);
  writeText(writer, 13, columns.map(({ shortNames: [short], name }) => `${short}=${name}`).join("\t"));
  writeText(writer, 14, veryLongTexts(columns));
  writeCaseCount(writer, table.source.rowCount);
  writeText(writer, 18, attributes(columns, labels));
  writeText(writer, 20, "UTF-8");
  writeLongValueLabels(writer, columns, labels);
  writeLongMissing(writer, columns);
}

function writeHead(
  writer: ByteWriter,
  subtype: number,
  { size, count }: { readonly size: number; readonly count: number },
): void {
  writer.int32(7);
  writer.int32(subtype);
  writer.int32(size);
  writer.int32(count);
}

/** A record of one text; without any text there is no record. */
function writeText(writer: ByteWriter, subtype: number, text: string): void {
  if (text === "") return;
  writeHead(writer, subtype, { size: 1, count: byteLength(text) });
  writer.text(text);
}

/** “Machine Integer Info Record” and “Machine Floating-Point Info Record”: version, IEEE 754, low byte first, UTF-8. */
function writeMachine(writer: ByteWriter): void {
  writeHead(writer, 3, { size: 4, count: 8 });
  for (const value of [1, 0, 0, -1, 1, 1, 2, 65_001]) writer.int32(value);
  writeHead(writer, 4, { size: 8, count: 3 });
  writer.float64(-Number.MAX_VALUE);
  writer.float64(Number.MAX_VALUE);
  // the next number above the one that means missing
  writer.float64(-Number.MAX_VALUE + 2 ** 970);
}

/** “Multiple Response Sets Records”: sets of dichotomies that count the value 1. */
function responseSets(columns: readonly SavColumn[], table: DataTable): string {
  const sets = listResponseSets(table);
  const names = nameColumns(
    sets.map(({ name }) => name),
    { ...nameRules, longest: 63 },
  );
  return sets
    .map(({ label, members }, index) => {
      const shortNames = members.map((member) => columns[member]?.shortNames[0]?.toLowerCase());
      return `$${names[index]}=D1 1 ${byteLength(label)} ${label} ${shortNames.join(" ")}\n`;
    })
    .join("");
}

/** “Variable Display Parameter Record”: measure, width and alignment of each segment. */
function writeDisplay(writer: ByteWriter, columns: readonly SavColumn[]): void {
  const count = columns.reduce((sum, { segments }) => sum + segments.length, 0);
  writeHead(writer, 11, { size: 4, count: count * 3 });
  for (const { variable, segments, width } of columns) {
    for (const segment of segments) {
      writer.int32(measures[variable.type === "date" || variable.type === "datetime" ? "scale" : variable.measure]);
      writer.int32(width === 0 ? (variable.type === "numeric" ? 8 : 12) : Math.min(40, Math.max(8, segment)));
      writer.int32(width === 0 ? alignRight : alignLeft);
    }
  }
}

/** “Very Long String Record”. */
function veryLongTexts(columns: readonly SavColumn[]): string {
  return columns
    .filter(({ width }) => width > 255)
    .map(({ shortNames: [short], width }) => `${short}=${String(width).padStart(5, "0")}\0\t`)
    .join("");
}

/** “Extended Number of Cases Record”. */
function writeCaseCount(writer: ByteWriter, rowCount: number): void {
  writeHead(writer, 16, { size: 8, count: 2 });
  writer.uint64(1);
  writer.uint64(rowCount);
}

/** “Data File and Variable Attributes Records”. A value ends with a line, so it holds no line of its own. */
function attributes(columns: readonly SavColumn[], labels: ShortLabels): string {
  return columns
    .flatMap(({ name }) => {
      const kept = labels.attributes.get(name) ?? [];
      const texts = kept.map(([attribute, text]) => `${attribute}('${text.replace(/\s*[\r\n]+\s*/gu, " ")}'\n)`);
      return texts.length > 0 ? [`${name}:${texts.join("")}`] : [];
    })
    .join("/");
}

/** “Long String Value Labels Record”. */
function writeLongValueLabels(writer: ByteWriter, columns: readonly SavColumn[], { values }: ShortLabels): void {
  const body = new ByteWriter();
  for (const { name, width } of columns) {
    const labels = values.get(name) ?? [];
    if (width <= 8 || labels.length === 0) continue;
    writeCounted(body, name);
    body.int32(width);
    body.int32(labels.length);
    for (const { value, label } of labels) {
      body.int32(width);
      body.field(value, width, space);
      writeCounted(body, label);
    }
  }
  writeBody(writer, 21, body);
}

/** “Long String Missing Values Record”. */
function writeLongMissing(writer: ByteWriter, columns: readonly SavColumn[]): void {
  const body = new ByteWriter();
  for (const { name, width, variable } of columns) {
    const { missing = [] } = variable;
    if (width <= 8 || missing.length === 0) continue;
    writeCounted(body, name);
    body.uint8(missing.length);
    body.int32(8);
    for (const code of missing) body.field(String(code), 8, space);
  }
  writeBody(writer, 22, body);
}

function writeCounted(writer: ByteWriter, text: string): void {
  writer.int32(byteLength(text));
  writer.text(text);
}

function writeBody(writer: ByteWriter, subtype: number, body: ByteWriter): void {
  if (body.length === 0) return;
  writeHead(writer, subtype, { size: 1, count: body.length });
  writer.raw(body.take());
}
