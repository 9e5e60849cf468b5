import { ByteWriter } from "../data/byte-writer.ts";
import { crc32 } from "./crc32.ts";
import type { Packer, StartPacker } from "./packer.ts";

/** 1980-01-01 00:00, the first day of zip files: equal contents give equal bytes. */
const zipTime = 0x00210000;
const version = 20;
const deflated = 8;
/** Sizes follow behind the data, names are UTF-8. */
const flags = 0x0808;

interface Entry {
  readonly name: string;
  readonly start: number;
  crc: number;
  packed: number;
  size: number;
}

/** Bytes that wait to be packed. */
interface Room {
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
}

/** About how many bytes are packed at a time. */
const fullRoom = 64 * 1024;

const makeRoom = (): Room => ({ bytes: new Uint8Array(fullRoom * 2), length: 0 });

const encoder = new TextEncoder();

/**
 * A zip archive (APPNOTE.TXT 6.3) whose files are written one after the other, each in pieces; packed bytes are taken as
 * they come. Files and archive stay below 4 GB.
 */
export class ZipStream {
  private readonly entries: Entry[] = [];
  private readonly bytes = new ByteWriter(4096);
  private packed: Uint8Array[] = [];
  private length = 0;
  private rooms: readonly [Room, Room] = [makeRoom(), makeRoom()];
  /** The room that was filled before is free when this comes back. */
  private packing: Promise<void> | undefined;
  private readonly startPacker: StartPacker;
  private packer: Packer | undefined;

  constructor(startPacker: StartPacker) {
    this.startPacker = startPacker;
  }

  begin(name: string): void {
    const entry: Entry = { name, start: this.length, crc: 0, packed: 0, size: 0 };
    this.entries.push(entry);
    this.bytes.int32(0x04034b50);
    writeDescription(this.bytes, { name, crc: 0, packed: 0, size: 0 });
    this.bytes.uint16(0);
    this.bytes.text(name);
    this.add(this.bytes.take());
    this.packer = this.startPacker((piece) => {
      entry.packed += piece.length;
      this.add(piece);
    });
  }

  /** Adds text to the file that was begun; it waits until `pack` or `end`. */
  write(text: string): void {
    const [room] = this.rooms;
    if (room.length + text.length * 3 > room.bytes.length) {
      const grown = new Uint8Array(room.length + text.length * 3 + fullRoom);
      grown.set(room.bytes.subarray(0, room.length));
      room.bytes = grown;
    }
    room.length += encoder.encodeInto(text, room.bytes.subarray(room.length)).written;
  }

  /** Whether enough waits to be packed. */
  get isFull(): boolean {
    return this.rooms[0].length >= fullRoom;
  }

  /** Packs what waits, while the other room is filled. */
  async pack(): Promise<void> {
    const [room, other] = this.rooms;
    const entry = this.entries.at(-1);
    if (entry === undefined || room.length === 0) return;
    const bytes = room.bytes.subarray(0, room.length);
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    const packed = this.packer?.write(bytes);
    await this.packing;
    this.packing = packed;
    other.length = 0;
    this.rooms = [other, room];
  }

  async end(): Promise<void> {
    await this.pack();
    await this.packing;
    await this.packer?.end();
    const entry = this.entries.at(-1);
    if (entry === undefined) return;
    this.bytes.int32(0x08074b50);
    writeSizes(this.bytes, entry);
    this.add(this.bytes.take());
  }

  /** The list of files at the end. */
  finish(): void {
    const start = this.length;
    for (const entry of this.entries) {
      this.bytes.int32(0x02014b50);
      this.bytes.uint16(version);
      writeDescription(this.bytes, entry);
      // no extra field, no comment, first disk, no attributes
      this.bytes.fill(0, 12);
      this.bytes.int32(entry.start);
      this.bytes.text(entry.name);
    }
    const size = this.bytes.length;
    this.bytes.int32(0x06054b50);
    this.bytes.int32(0);
    this.bytes.uint16(this.entries.length);
    this.bytes.uint16(this.entries.length);
    this.bytes.int32(size);
    this.bytes.int32(start);
    this.bytes.uint16(0);
    this.add(this.bytes.take());
  }

  *take(): Generator<Uint8Array> {
    const packed = this.packed;
    this.packed = [];
    yield* packed;
  }

  private add(piece: Uint8Array): void {
    this.packed.push(piece);
    this.length += piece.length;
  }
}

/** What the head of a file and the list at the end say alike. */
function writeDescription(bytes: ByteWriter, entry: Pick<Entry, "name" | "crc" | "packed" | "size">): void {
  bytes.uint16(version);
  bytes.uint16(flags);
  bytes.uint16(deflated);
  bytes.int32(zipTime);
  writeSizes(bytes, entry);
  bytes.uint16(encoder.encode(entry.name).length);
}

function writeSizes(bytes: ByteWriter, { crc, packed, size }: Pick<Entry, "crc" | "packed" | "size">): void {
  bytes.int32(crc);
  bytes.int32(packed);
  bytes.int32(size);
}
