/** Four tables, so that four bytes are taken at a time. */
const tables = makeTables();

function makeTables(): readonly Int32Array[] {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0xedb88320;
    return value;
  });
  const made = [first];
  for (let place = 1; place < 4; place += 1) {
    const before = made[place - 1] as Int32Array;
    made.push(before.map((value) => (value >>> 8) ^ (first[value & 0xff] as number)));
  }
  return made;
}

/** CRC-32 (ISO 3309, as in zip files) of bytes that continue those with the CRC `before`. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [a, b, c, d] = tables as [Int32Array, Int32Array, Int32Array, Int32Array];
  const byteAt = (at: number) => bytes[at] as number;
  let crc = ~before;
  let at = 0;
  for (const end = bytes.length - 3; at < end; at += 4) {
    crc ^= byteAt(at) | (byteAt(at + 1) << 8) | (byteAt(at + 2) << 16) | (byteAt(at + 3) << 24);
    const [low, second, third, high] = [crc & 0xff, (crc >>> 8) & 0xff, (crc >>> 16) & 0xff, crc >>> 24];
    crc = (d[low] as number) ^ (c[second] as number) ^ (b[third] as number) ^ (a[high] as number);
  }
  for (; at < bytes.length; at += 1) crc = (crc >>> 8) ^ (a[(crc ^ byteAt(at)) & 0xff] as number);
  return ~crc >>> 0;
}
