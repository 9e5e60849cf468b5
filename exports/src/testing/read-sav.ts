import { ByteReader } from "./byte-reader.ts";

/** One variable of a system file as read back. */
export interface ReadColumn {
  name: string;
  width: number;
  label: string;
  missing: (number | string)[];
  labels: Record<string, string>;
}

interface RawColumn extends ReadColumn {
  readonly short: string;
  readonly index: number;
}

/** Reads a compressed system file: what a second reading by the description of the format finds. */
export function readSav(bytes: Uint8Array) {
  const reader = new ByteReader(bytes);
  reader.expect("$FL2");
  reader.take(60 + 4);
  const elements = reader.int32();
  reader.take(8);
  const cases = reader.int32();
  reader.take(8 + 9 + 8 + 64 + 3);
  const raw = readVariables(reader, elements);
  const extensions = readRecords(reader, raw);
  const long = new Map(entriesOf(extensions.get(13), "\t"));
  const veryLong = new Map(entriesOf(extensions.get(14)?.replaceAll("\0", ""), "\t"));
  const columns: { column: RawColumn; segments: number[] }[] = [];
  for (let place = 0; place < raw.length; place += 1) {
    const column = raw[place] as RawColumn;
    const width = Number(veryLong.get(column.short) ?? column.width);
    const count = width > 255 ? Math.ceil(width / 252) : 1;
    const segments = raw.slice(place, place + count).map((segment) => segment.width);
    columns.push({ column: Object.assign(column, { name: long.get(column.short) ?? column.short, width }), segments });
    place += count - 1;
  }
  const next = elementsOf(reader);
  const rows = Array.from({ length: cases }, () => columns.map(({ segments }) => readCell(next, segments)));
  return { columns: columns.map(({ column }) => column), rows, extensions };
}

function readVariables(reader: ByteReader, elements: number): RawColumn[] {
  const raw: RawColumn[] = [];
  for (let index = 1; index <= elements; index += 1) {
    if (reader.int32() !== 2) throw new Error("expected a variable record");
    const width = reader.int32();
    const labelled = reader.int32();
    const count = reader.int32();
    reader.take(8);
    const short = reader.text(8).trimEnd();
    const length = labelled ? reader.int32() : 0;
    const label = reader.text(Math.ceil(length / 4) * 4).slice(0);
    const missing = Array.from({ length: count }, () => (width === 0 ? reader.float64() : reader.text(8).trimEnd()));
    if (width >= 0) raw.push({ short, index, width, name: short, label: label.trimEnd(), missing, labels: {} });
  }
  return raw;
}

function readRecords(reader: ByteReader, raw: readonly RawColumn[]): Map<number, string> {
  const extensions = new Map<number, string>();
  for (;;) {
    const type = reader.int32();
    if (type === 999) break;
    if (type === 3) readValueLabels(reader, raw);
    else {
      const subtype = reader.int32();
      extensions.set(subtype, reader.text(reader.int32() * reader.int32()));
    }
  }
  reader.int32();
  return extensions;
}

function readValueLabels(reader: ByteReader, raw: readonly RawColumn[]): void {
  const labels = Array.from({ length: reader.int32() }, () => {
    const value = reader.take(8);
    const length = reader.uint8();
    return { value, label: reader.text(Math.ceil((length + 1) / 8) * 8 - 1).trimEnd() };
  });
  if (reader.int32() !== 4) throw new Error("expected the variables of the labels");
  for (let left = reader.int32(); left > 0; left -= 1) {
    const index = reader.int32();
    const column = raw.find((one) => one.index === index);
    for (const { value, label } of labels) {
      const inner = new ByteReader(value);
      if (column !== undefined)
        column.labels[String(column.width === 0 ? inner.float64() : inner.text(8).trimEnd())] = label;
    }
  }
}

function entriesOf(text: string | undefined, separator: string): [string, string][] {
  const parts = (text ?? "").split(separator).filter((part) => part !== "");
  return parts.map((part) => part.split("=") as [string, string]);
}

function elementsOf(reader: ByteReader): () => number | Uint8Array | null {
  let codes: number[] = [];
  return () => {
    if (codes.length === 0) codes = [...reader.take(8)];
    const code = codes.shift();
    if (code === 255) return null;
    if (code === 254) return new Uint8Array(8).fill(0x20);
    if (code === 253) return reader.take(8);
    return (code ?? 0) - 100;
  };
}

function readCell(next: () => number | Uint8Array | null, segments: readonly number[]): number | string | null {
  if (segments[0] === 0) {
    const element = next();
    return element instanceof Uint8Array ? new ByteReader(element).float64() : element;
  }
  const bytes = segments.flatMap((width) => {
    const parts = Array.from({ length: Math.ceil(width / 8) }, () => [...(next() as Uint8Array)]).flat();
    return parts.slice(0, width);
  });
  return new TextDecoder().decode(Uint8Array.from(bytes)).trimEnd();
}
