const encoder = new TextEncoder();

/** Collects bytes, numbers with the low byte first, and hands them out in pieces. */
export class ByteWriter {
  private bytes: Uint8Array<ArrayBuffer>;
  private view: DataView;
  /** Bytes collected since the last `take`. */
  length = 0;

  constructor(room = 64 * 1024) {
    this.bytes = new Uint8Array(room);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Makes sure that `more` bytes fit. */
  private make(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  uint8(value: number): void {
    this.make(1);
    this.bytes[this.length] = value;
    this.length += 1;
  }

  uint16(value: number): void {
    this.make(2);
    this.view.setUint16(this.length, value, true);
    this.length += 2;
  }

  int32(value: number): void {
    this.make(4);
    this.view.setInt32(this.length, value, true);
    this.length += 4;
  }

  uint64(value: number): void {
    this.make(8);
    this.view.setBigUint64(this.length, BigInt(value), true);
    this.length += 8;
  }

  float64(value: number): void {
    this.make(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  raw(bytes: Uint8Array): void {
    this.make(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A text in UTF-8; returns how many bytes it took. */
  text(text: string): number {
    this.make(text.length * 3);
    const { written } = encoder.encodeInto(text, this.bytes.subarray(this.length));
    this.length += written;
    return written;
  }

  /** A text in a field of `width` bytes that is filled with `filler`; the text must fit. */
  field(text: string, width: number, filler: number): void {
    this.fill(filler, width - this.text(text));
  }

  fill(value: number, count: number): void {
    this.make(count);
    this.bytes.fill(value, this.length, this.length + count);
    this.length += count;
  }

  /** Sets a byte that was written since the last `take`. */
  set(at: number, value: number): void {
    this.bytes[at] = value;
  }

  /** The bytes collected; the writer is empty afterwards. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}
