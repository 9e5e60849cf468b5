import { zlibSync } from "fflate";
import { correction, generate } from "lean-qr";

/** Light modules around a code that readers need (ISO/IEC 18004). */
const quietZone = 4;
const pixelsAModule = 8;

/** A drawn code. */
export interface CodeImage {
  readonly png: Uint8Array;
  /** Edge in pixels. */
  readonly size: number;
}

/** Draws a text as a QR code that a quarter of may be stained: black and white PNG, one bit a pixel. */
export function drawCode(text: string): CodeImage {
  const code = generate(text, { minCorrectionLevel: correction.Q });
  const size = (code.size + 2 * quietZone) * pixelsAModule;
  const bytesARow = Math.ceil(size / 8) + 1;
  const rows = new Uint8Array(bytesARow * size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [column, row] = [x, y].map((at) => Math.floor(at / pixelsAModule) - quietZone);
      const at = y * bytesARow + 1 + (x >> 3);
      if (!code.get(column ?? 0, row ?? 0)) rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { png: packPng(size, rows), size };
}

function packPng(size: number, rows: Uint8Array): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, size);
  view.setUint32(4, size);
  // one bit a pixel, grey scale
  header.set([1, 0], 8);
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    packChunk("IHDR", header),
    packChunk("IDAT", zlibSync(rows)),
    packChunk("IEND", new Uint8Array()),
  ];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function packChunk(kind: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(data.length + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(new TextEncoder().encode(kind), 4);
  chunk.set(data, 8);
  view.setUint32(data.length + 8, checksum(chunk.subarray(4, data.length + 8)));
  return chunk;
}

/** CRC-32 as PNG wants it (ISO 3309). */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
