import type { ByteWriter } from "../data/byte-writer.ts";

/** A file of an archive. */
export interface ZipEntry {
  readonly name: string;
  /** Where its record begins. */
  readonly start: number;
  /** Whether its sizes take eight bytes each; known before the first byte is written. */
  readonly large: boolean;
  crc: number;
  packed: number;
  size: number;
}

/** 1980-01-01 00:00, the first day of zip files: equal contents give equal bytes. */
const zipTime = 0x00210000;
const deflated = 8;
/** Sizes follow behind the data, names are UTF-8. */
const flags = 0x0808;
const [plain, zip64] = [20, 45] as const;
/** A number of four bytes that says: it stands in the extra field. */
const elsewhere = 0xffffffff;
const encoder = new TextEncoder();

/** Before the bytes of a file (APPNOTE.TXT 6.3, 4.3.7). */
export function writeLocalHeader(bytes: ByteWriter, { name, large }: Pick<ZipEntry, "name" | "large">): void {
  bytes.int32(0x04034b50);
  writeDescription(bytes, { name, large, crc: 0, packed: 0, size: 0 });
  bytes.uint16(large ? 20 : 0);
  bytes.text(name);
  if (large) writeExtra(bytes, [0, 0]);
}

/** Behind the bytes of a file: its checksum and sizes (4.3.9). */
export function writeDescriptor(bytes: ByteWriter, { crc, packed, size, large }: ZipEntry): void {
  bytes.int32(0x08074b50);
  bytes.int32(crc);
  for (const length of [packed, size]) {
    if (large) bytes.uint64(length);
    else bytes.int32(length);
  }
}

/** A line of the list of files (4.3.12). */
export function writeListed(bytes: ByteWriter, entry: ZipEntry): void {
  const far = entry.start >= elsewhere;
  const inExtra = [...(entry.large ? [entry.size, entry.packed] : []), ...(far ? [entry.start] : [])];
  bytes.int32(0x02014b50);
  bytes.uint16(inExtra.length > 0 ? zip64 : plain);
  writeDescription(bytes, entry);
  bytes.uint16(inExtra.length > 0 ? 4 + inExtra.length * 8 : 0);
  // no comment, first disk, no attributes
  bytes.fill(0, 10);
  bytes.int32(far ? elsewhere : entry.start);
  bytes.text(entry.name);
  if (inExtra.length > 0) writeExtra(bytes, inExtra);
}

/** The end of an archive whose list begins at `start` and takes `size` bytes (4.3.14–4.3.16). */
export function writeEnd(
  bytes: ByteWriter,
  { files, start, size }: Readonly<Record<"files" | "start" | "size", number>>,
) {
  const far = start + size >= elsewhere;
  if (far) {
    bytes.int32(0x06064b50);
    bytes.uint64(44);
    bytes.uint16(zip64);
    bytes.uint16(zip64);
    bytes.fill(0, 8);
    for (const number of [files, files, size, start]) bytes.uint64(number);
    bytes.int32(0x07064b50);
    bytes.int32(0);
    bytes.uint64(start + size);
    bytes.int32(1);
  }
  bytes.int32(0x06054b50);
  bytes.int32(0);
  bytes.uint16(files);
  bytes.uint16(files);
  bytes.int32(far ? elsewhere : size);
  bytes.int32(far ? elsewhere : start);
  bytes.uint16(0);
}

/** What the head of a file and the list at the end say alike. */
function writeDescription(bytes: ByteWriter, entry: Omit<ZipEntry, "start">): void {
  bytes.uint16(entry.large ? zip64 : plain);
  bytes.uint16(flags);
  bytes.uint16(deflated);
  bytes.int32(zipTime);
  bytes.int32(entry.crc);
  bytes.int32(entry.large ? elsewhere : entry.packed);
  bytes.int32(entry.large ? elsewhere : entry.size);
  bytes.uint16(encoder.encode(entry.name).length);
}

/** Numbers of eight bytes (4.5.3). */
function writeExtra(bytes: ByteWriter, numbers: readonly number[]): void {
  bytes.uint16(1);
  bytes.uint16(numbers.length * 8);
  for (const number of numbers) bytes.uint64(number);
}
