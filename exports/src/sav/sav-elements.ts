import type { ByteWriter } from "../data/byte-writer.ts";

// “Data Record”: what the code of an element says
const bias = 100;
const lowest = 1 - bias;
const highest = 251 - bias;
const rawFollows = 253;
const allSpaces = 254;
const systemMissing = 255;

const space = 0x20;

/** Writes elements of eight bytes, compressed: eight codes, then the bytes of those elements that no code tells whole. */
export class ElementWriter {
  private readonly writer: ByteWriter;
  /** Eight codes and at most eight elements. */
  private readonly block = new Uint8Array(72);
  private readonly view = new DataView(this.block.buffer);
  private codes = 0;
  private length = 8;

  constructor(writer: ByteWriter) {
    this.writer = writer;
  }

  /** A number; `NaN` is missing. */
  number(value: number): void {
    if (value >= lowest && value <= highest && Number.isInteger(value)) this.code(value + bias);
    else if (Number.isNaN(value)) this.code(systemMissing);
    else {
      this.view.setFloat64(this.length, value, true);
      this.length += 8;
      this.code(rawFollows);
    }
  }

  /** Eight bytes of a text, filled with spaces behind `end`. */
  text(bytes: Uint8Array, start: number, end: number): void {
    const { block, length } = this;
    let blank = true;
    for (let place = 0; place < 8; place += 1) {
      const byte = start + place < end ? (bytes[start + place] ?? space) : space;
      block[length + place] = byte;
      blank &&= byte === space;
    }
    if (!blank) this.length += 8;
    this.code(blank ? allSpaces : rawFollows);
  }

  private code(code: number): void {
    this.block[this.codes] = code;
    this.codes += 1;
    if (this.codes === 8) this.flush();
  }

  private flush(): void {
    this.writer.raw(this.block.subarray(0, this.length));
    this.codes = 0;
    this.length = 8;
  }

  /** Writes what is left; codes that tell nothing are 0. */
  finish(): void {
    if (this.codes === 0) return;
    this.block.fill(0, this.codes, 8);
    this.flush();
  }
}
