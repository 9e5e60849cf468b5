/** Code points above U+FFFF are counted on from here in codes of four bytes (GB 18030—2022; WHATWG Encoding, “gb18030”). */
const firstPlane = 189_000;
const codesBelow = 39_420;
const lineEnd = 0x0a;

let table: Uint32Array | undefined;

/** Bytes of each character up to U+FFFF, high byte first, as the decoder of the runtime reads them. */
function makeTable(): Uint32Array {
  const codes = [...twoByteCodes(), ...Array.from({ length: codesBelow }, (_, pointer) => fourBytes(pointer))];
  const lines = Uint8Array.from(codes.flatMap((bytes) => [...bytes, lineEnd]));
  const read = new TextDecoder("gb18030").decode(lines).split("\n");
  const made = new Uint32Array(0x10000);
  for (const [index, bytes] of codes.entries()) {
    const text = read[index] ?? "";
    const point = text.charCodeAt(0);
    // what is no code is read as U+FFFD, which has four bytes of its own
    if (text.length !== 1 || (point === 0xfffd && bytes.length === 2) || made[point] !== 0) continue;
    made[point] = bytes.reduce((code, byte) => code * 256 + byte, 0);
  }
  return made;
}

function twoByteCodes(): readonly (readonly number[])[] {
  const codes: number[][] = [];
  for (let byte = 0x81; byte <= 0xfe; byte += 1) {
    for (let next = 0x40; next <= 0xfe; next += 1) if (next !== 0x7f) codes.push([byte, next]);
  }
  return codes;
}

function fourBytes(pointer: number): readonly number[] {
  const third = Math.floor(pointer / 10);
  const second = Math.floor(third / 126);
  return [0x81 + Math.floor(second / 10), 0x30 + (second % 10), 0x81 + (third % 126), 0x30 + (pointer % 10)];
}

/** A text in GB 18030, which holds every character; half of a surrogate pair becomes U+FFFD. */
export function encodeGb18030(text: string): Uint8Array {
  table ??= makeTable();
  const bytes = new Uint8Array(text.length * 4);
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) {
      bytes[length] = point;
      length += 1;
      continue;
    }
    const half = point >= 0xd800 && point < 0xe000;
    const code = point > 0xffff ? 0 : (table[half ? 0xfffd : point] ?? 0);
    const parts = point > 0xffff ? fourBytes(firstPlane + point - 0x10000) : bytesOf(code);
    bytes.set(parts, length);
    length += parts.length;
  }
  return bytes.subarray(0, length);
}

function bytesOf(code: number): readonly number[] {
  return code > 0xffff
    ? [code >>> 24, (code >>> 16) & 0xff, (code >>> 8) & 0xff, code & 0xff]
    : [code >>> 8, code & 0xff];
}
