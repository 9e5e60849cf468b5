import { ByteReader } from "./byte-reader.ts";

/** Reads a .dta file of release 118 in the order of its sections; the map must say where each begins. */
export function readDta(bytes: Uint8Array) {
  const reader = new ByteReader(bytes);
  reader.expect("<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>");
  const count = reader.uint16();
  reader.expect("</K><N>");
  const rowCount = reader.uint64();
  reader.expect("</N><label>");
  const title = reader.text(reader.uint16());
  reader.expect("</label><timestamp>");
  const time = reader.text(reader.uint8());
  reader.expect("</timestamp></header>");
  const starts = [0, reader.at];
  reader.expect("<map>");
  const map = Array.from({ length: 14 }, () => reader.uint64());
  reader.expect("</map>");
  const section = <Value>(tag: string, read: () => Value): Value => {
    starts.push(reader.at);
    reader.expect(`<${tag}>`);
    const value = read();
    reader.expect(`</${tag}>`);
    return value;
  };
  const fields = (width: number) => () => Array.from({ length: count }, () => reader.field(width));
  const types = section("variable_types", () => Array.from({ length: count }, () => reader.uint16()));
  const names = section("varnames", fields(129));
  section("sortlist", () => reader.take((count + 1) * 2));
  const formats = section("formats", fields(57));
  const tableNames = section("value_label_names", fields(129));
  const labels = section("variable_labels", fields(321));
  const notes = section("characteristics", () => readNotes(reader));
  const rows = section("data", () =>
    Array.from({ length: rowCount }, () => types.map((type) => readCell(reader, type))),
  );
  const texts = section("strls", () => readLongTexts(reader));
  const tables = section("value_labels", () => readTables(reader));
  starts.push(reader.at);
  reader.expect("</stata_dta>");
  starts.push(reader.at);
  const whole = rows.map((row) =>
    row.map((cell) => (typeof cell === "object" ? (texts.get(cell.join()) ?? "") : cell)),
  );
  return { title, time, names, types, formats, labels, tableNames, tables, notes, rows: whole, map, starts };
}

function readCell(reader: ByteReader, type: number): number | string | readonly number[] {
  if (type === 65_530) return missing((reader.uint8() << 24) >> 24, 101);
  if (type === 65_529) return missing((reader.uint16() << 16) >> 16, 32_741);
  if (type === 65_528) return missing(reader.int32(), 2_147_483_621);
  if (type === 65_526) {
    const value = reader.float64();
    return value < 2 ** 1023 ? value : missing((value / 2 ** 1023 - 1) * 4096, 0);
  }
  if (type === 32_768) return [reader.uint16(), reader.int32() + reader.uint16() * 2 ** 32];
  return reader.field(type);
}

/** `.` and `.a` to `.z`. */
function missing(value: number, first: number): number | string {
  return value < first ? value : `.${" abcdefghijklmnopqrstuvwxyz"[value - first]}`.trimEnd();
}

function readNotes(reader: ByteReader): [variable: string, name: string, text: string][] {
  const notes: [string, string, string][] = [];
  while (reader.bytes[reader.at + 1] !== 0x2f) {
    reader.expect("<ch>");
    const length = reader.int32();
    notes.push([reader.field(129), reader.field(129), reader.field(length - 258)]);
    reader.expect("</ch>");
  }
  return notes;
}

function readLongTexts(reader: ByteReader): Map<string, string> {
  const texts = new Map<string, string>();
  while (reader.bytes[reader.at] !== 0x3c) {
    reader.expect("GSO");
    const place = [reader.int32(), reader.uint64()].join();
    if (reader.uint8() !== 130) throw new Error("expected a text");
    texts.set(place, reader.field(reader.int32()));
  }
  return texts;
}

function readTables(reader: ByteReader): Record<string, [value: number | string, label: string][]> {
  const tables: Record<string, [number | string, string][]> = {};
  while (reader.bytes[reader.at + 1] !== 0x2f) {
    reader.expect("<lbl>");
    reader.int32();
    const name = reader.field(129);
    reader.take(3);
    const count = reader.int32();
    const length = reader.int32();
    const offsets = Array.from({ length: count }, () => reader.int32());
    const values = Array.from({ length: count }, () => missing(reader.int32(), 2_147_483_621));
    const texts = reader.take(length);
    tables[name] = values.map((value, place) => [
      value,
      new ByteReader(texts.subarray(offsets[place])).field(length - (offsets[place] ?? 0)),
    ]);
    reader.expect("</lbl>");
  }
  return tables;
}
