const decoder = new TextDecoder();

/** Reads numbers with the low byte first, and texts in UTF-8. */
export class ByteReader {
  private readonly view: DataView;
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  take(length: number): Uint8Array {
    this.at += length;
    if (this.at > this.bytes.length) throw new Error(`ends at ${this.bytes.length}, wanted ${this.at}`);
    return this.bytes.subarray(this.at - length, this.at);
  }

  uint8 = (): number => this.take(1)[0] ?? 0;

  int32(): number {
    this.take(4);
    return this.view.getInt32(this.at - 4, true);
  }

  uint16(): number {
    this.take(2);
    return this.view.getUint16(this.at - 2, true);
  }

  uint64(): number {
    this.take(8);
    return Number(this.view.getBigUint64(this.at - 8, true));
  }

  float64(): number {
    this.take(8);
    return this.view.getFloat64(this.at - 8, true);
  }

  text(length: number): string {
    return decoder.decode(this.take(length));
  }

  /** A text up to the first zero. */
  field(length: number): string {
    return this.text(length).replace(/\0[\s\S]*$/, "");
  }

  expect(text: string): void {
    const found = this.text(new TextEncoder().encode(text).length);
    if (found !== text) throw new Error(`expected ${text} at ${this.at}, found ${found}`);
  }
}
