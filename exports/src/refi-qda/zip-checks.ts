import { qdaRefused } from "../errors.ts";
import { crc32 } from "../xlsx/crc32.ts";

/** What the list at the end of a zip archive says of one file's bytes. */
export interface ZipCheck {
  readonly crc: number;
  readonly encrypted: boolean;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const endSize = 22;
const longestComment = 0xffff;

/** The checks of an archive's files in the order of its list, as far as the list can be followed. */
export function listZipChecks(bytes: Uint8Array): readonly ZipCheck[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const checks: ZipCheck[] = [];
  let at = findList(view);
  while (at !== null && at + 46 <= view.byteLength && view.getUint32(at, true) === entryMark) {
    checks.push({ encrypted: (view.getUint16(at + 8, true) & 1) === 1, crc: view.getUint32(at + 16, true) });
    at += 46 + [28, 30, 32].reduce((sum, part) => sum + view.getUint16((at ?? 0) + part, true), 0);
  }
  return checks;
}

/** Where the end of an archive stands; null where it has none. */
function findEnd(view: DataView): number | null {
  const lowest = Math.max(0, view.byteLength - endSize - longestComment);
  let end = view.byteLength - endSize;
  while (end >= lowest && view.getUint32(end, true) !== endMark) end -= 1;
  return end < lowest ? null : end;
}

/** Where the list begins; that of an archive with sizes of 8 bytes is named in a record before the end. */
function findList(view: DataView): number | null {
  const end = findEnd(view);
  if (end === null) return null;
  const start = view.getUint32(end + 16, true);
  if (start !== 0xffffffff) return start;
  const record = end < 20 ? Number.NaN : Number(view.getBigUint64(end - 12, true));
  return record + 56 <= view.byteLength ? Number(view.getBigUint64(record + 48, true)) : null;
}

/**
 * An archive without what stands before it, as in one that unpacks itself: its places are counted from its own beginning,
 * which is where its list, of known size and just before the end, would be in its place.
 */
export function dropHead(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return bytes;
  const [size, start] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  const head = end - size - start;
  const isList = size >= 46 && head > 0 && view.getUint32(end - size, true) === entryMark;
  return isList ? bytes.subarray(head) : bytes;
}

/** Refuses bytes that are not those that were packed; a checksum of 0 was left out by the tool. */
export function checkUnpacked(name: string, bytes: Uint8Array, check: ZipCheck | undefined): void {
  if (check === undefined || check.crc === 0 || check.crc === crc32(bytes)) return;
  throw qdaRefused("damaged", `the bytes of ${name} are not those that were packed`);
}
