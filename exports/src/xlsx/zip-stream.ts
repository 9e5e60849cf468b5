import { ByteWriter } from "../data/byte-writer.ts";
import { tableTooLarge } from "../errors.ts";
import { crc32 } from "./crc32.ts";
import type { Packer, StartPacker } from "./packer.ts";
import { writeDescriptor, writeEnd, writeListed, writeLocalHeader, type ZipEntry } from "./zip-records.ts";

/** Bytes that wait to be packed. */
interface Room {
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
}

const mostOfSmall = 0xffffffff;

/** About how many bytes are packed at a time. */
const fullRoom = 64 * 1024;

const makeRoom = (): Room => ({ bytes: new Uint8Array(fullRoom * 2), length: 0 });

const encoder = new TextEncoder();

/**
 * A zip archive (APPNOTE.TXT 6.3) whose files are written one after the other, each in pieces; packed bytes are taken as
 * they come. The archive may have any size; a file that may reach 4 GB is announced as large,
 * any other is refused there (`data.table-too-large`).
 */
export class ZipStream {
  private readonly entries: ZipEntry[] = [];
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

  begin(name: string, { large = false } = {}): void {
    const entry: ZipEntry = { name, large, start: this.length, crc: 0, packed: 0, size: 0 };
    this.entries.push(entry);
    writeLocalHeader(this.bytes, entry);
    this.add(this.bytes.take());
    this.packer = this.startPacker((piece) => {
      entry.packed += piece.length;
      this.add(piece);
    });
  }

  /** Adds text to the file that was begun; it waits until `pack` or `end`. */
  write(text: string): void {
    const room = this.roomFor(text.length * 3);
    room.length += encoder.encodeInto(text, room.bytes.subarray(room.length)).written;
  }

  /** The same for bytes. */
  writeBytes(bytes: Uint8Array): void {
    const room = this.roomFor(bytes.length);
    room.bytes.set(bytes, room.length);
    room.length += bytes.length;
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
    if (!entry.large && entry.size > mostOfSmall) throw tableTooLarge(entry.name, "bytes", mostOfSmall, entry.size);
    writeDescriptor(this.bytes, entry);
    this.add(this.bytes.take());
  }

  /** The list of files at the end. */
  finish(): void {
    const start = this.length;
    for (const entry of this.entries) writeListed(this.bytes, entry);
    writeEnd(this.bytes, { files: this.entries.length, start, size: this.bytes.length });
    this.add(this.bytes.take());
  }

  *take(): Generator<Uint8Array> {
    const packed = this.packed;
    this.packed = [];
    yield* packed;
  }

  private roomFor(more: number): Room {
    const [room] = this.rooms;
    if (room.length + more > room.bytes.length) {
      const grown = new Uint8Array(room.length + more + fullRoom);
      grown.set(room.bytes.subarray(0, room.length));
      room.bytes = grown;
    }
    return room;
  }

  private add(piece: Uint8Array): void {
    this.packed.push(piece);
    this.length += piece.length;
  }
}
