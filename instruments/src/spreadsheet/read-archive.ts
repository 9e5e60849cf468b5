import { Inflate, strFromU8 } from "fflate";
import { spreadsheetRefused } from "../errors.ts";

/** A file inside a zip archive. */
interface Entry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly size: number;
  readonly start: number;
}

/** Takes the unfolded bytes of a file piece by piece; `last` with the last one. */
type TakeBytes = (piece: Uint8Array, last: boolean) => void;

/** A zip archive of which single files are unfolded, all together at most as many bytes as were allowed. */
export interface Archive {
  has(name: string): boolean;
  /** Unfolds one file; throws `spreadsheet.too-large` as soon as the allowance is used up. */
  unfold(name: string, take: TakeBytes): void;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const fullWord = 0xffffffff;
const mostEntries = 10_000;

const damaged = (why: string) => spreadsheetRefused("damaged", why);

/** Reads the list of files at the end of a zip archive; sizes written there are not trusted. */
export function openArchive(bytes: Uint8Array, allowance: number): Archive {
  const entries = new Map<string, Entry>();
  for (const entry of readDirectory(bytes)) {
    if (entries.has(entry.name)) throw damaged(`it holds ${entry.name} twice`);
    entries.set(entry.name, entry);
  }
  let left = allowance;
  return {
    has: (name) => entries.has(name),
    unfold(name, take) {
      const entry = entries.get(name);
      if (entry === undefined) throw damaged(`it holds no ${name}`);
      if (entry.encrypted) throw spreadsheetRefused("protected", `${name} is encrypted`);
      unfoldEntry(bytes, entry, (piece, last) => {
        left -= piece.length;
        if (left < 0) throw spreadsheetRefused("too-large", `it unfolds to more than ${allowance} bytes`);
        take(piece, last);
      });
    },
  };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) if (view.getUint32(at, true) === endMark) return at;
  throw damaged("the list of its files is missing; it may not have been sent whole");
}

function* readDirectory(bytes: Uint8Array): Generator<Entry> {
  const view = viewOf(bytes);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > mostEntries) throw spreadsheetRefused("too-large", `it holds ${count} files`);
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== entryMark) throw damaged("the list of its files is broken");
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const name = strFromU8(bytes.subarray(at + 46, at + 46 + nameLength));
    yield { name: name.replace(/^\//u, ""), ...readEntry(view, at, at + 46 + nameLength, extraLength) };
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
}

function readEntry(view: DataView, at: number, extraAt: number, extraLength: number): Omit<Entry, "name"> {
  const long = readLongSizes(view, extraAt, extraLength);
  const next = (value: number): number => (value === fullWord ? (long.shift() ?? fullWord) : value);
  next(view.getUint32(at + 24, true));
  const size = next(view.getUint32(at + 20, true));
  const start = next(view.getUint32(at + 42, true));
  return {
    method: view.getUint16(at + 10, true),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    size,
    start,
  };
}

/** Sizes and places of 8 bytes, which some writers use for small files too. */
function readLongSizes(view: DataView, from: number, length: number): number[] {
  for (let at = from; at + 4 <= Math.min(from + length, view.byteLength); ) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      const fields = Math.min(3, Math.floor(size / 8));
      return Array.from({ length: fields }, (_, index) => at + 4 + index * 8)
        .filter((place) => place + 8 <= view.byteLength)
        .map((place) => Number(view.getBigUint64(place, true)));
    }
    at += 4 + size;
  }
  return [];
}

function unfoldEntry(bytes: Uint8Array, { name, method, size, start }: Entry, take: TakeBytes): void {
  const view = viewOf(bytes);
  if (start + 30 > bytes.length || view.getUint32(start, true) !== localMark) throw damaged(`${name} is missing`);
  const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  if (from + size > bytes.length) throw damaged(`${name} ends too early`);
  const packed = bytes.subarray(from, from + size);
  if (method === 0) take(packed, true);
  else if (method === 8) inflate(name, packed, take);
  else throw damaged(`${name} is packed in an unknown way (${method})`);
}

const step = 16 * 1024;

/** Fed in small steps: a bomb unfolds a thousandfold, so each step stays within 16 MB. */
function inflate(name: string, packed: Uint8Array, take: TakeBytes): void {
  let ended = false;
  const inflater = new Inflate((piece, last) => {
    ended = last;
    take(piece, last);
  });
  for (let at = 0; at < packed.length; at += step) {
    const last = at + step >= packed.length;
    try {
      inflater.push(packed.subarray(at, at + step), last);
    } catch (error) {
      // what the taker refuses stays what it is
      if ((error as Error).name === "InstrumentError") throw error;
      throw damaged(`${name} cannot be unpacked: ${(error as Error).message}`);
    }
  }
  if (!ended) throw damaged(`${name} ends too early`);
}
