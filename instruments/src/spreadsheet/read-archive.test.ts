import { strFromU8, strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { openArchive } from "./read-archive.ts";

const name = "xl/表.xml";
const words = "天津".repeat(50);
const stored = zipSync({ [name]: strToU8(words) }, { level: 0 });
const packed = zipSync({ [name]: strToU8(words) });
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
/** Place of the list of files, as the end of the archive tells it. */
const listAt = (bytes: Uint8Array) => viewOf(bytes).getUint32(bytes.length - 22 + 16, true);

function changed(bytes: Uint8Array, change: (view: DataView, list: number) => void): Uint8Array {
  const copy = bytes.slice();
  change(viewOf(copy), listAt(copy));
  return copy;
}

function unfold(bytes: Uint8Array, wanted = name, allowance = 1e6): string {
  const pieces: Uint8Array[] = [];
  openArchive(bytes, allowance).unfold(wanted, (piece) => pieces.push(piece.slice()));
  return pieces.map((piece) => strFromU8(piece, true)).join("");
}

/** The archive with the sizes of its one file in a field of 8-byte numbers, as writers of large archives put them. */
function withLongSizes(bytes: Uint8Array): Uint8Array {
  const list = listAt(bytes);
  const view = viewOf(bytes);
  const nameEnd = list + 46 + view.getUint16(list + 28, true);
  const fields = [view.getUint32(list + 24, true), view.getUint32(list + 20, true), view.getUint32(list + 42, true)];
  const extra = new Uint8Array(4 + 4 + 4 + 24);
  const written = viewOf(extra);
  written.setUint16(0, 0x5455, true); // another field stands before
  written.setUint16(2, 4, true);
  written.setUint16(8, 1, true);
  written.setUint16(10, 24, true);
  fields.forEach((value, at) => {
    written.setBigUint64(12 + at * 8, BigInt(value), true);
  });
  const whole = new Uint8Array([...bytes.subarray(0, nameEnd), ...extra, ...bytes.subarray(nameEnd)]);
  const head = viewOf(whole);
  head.setUint16(list + 30, extra.length, true);
  for (const at of [20, 24, 42]) head.setUint32(list + at, 0xffffffff, true);
  return whole;
}

describe("openArchive", () => {
  it("reads files that are packed, stored, or told of in 8-byte numbers", () => {
    const text = strFromU8(strToU8(words), true);
    expect([unfold(stored), unfold(packed), unfold(withLongSizes(packed))]).toEqual([text, text, text]);
    expect(openArchive(packed, 1).has(name)).toBe(true);
    expect(openArchive(packed, 1).has("xl/other.xml")).toBe(false);
  });

  it("stops at the bytes allowed for all files together", () => {
    expect(() => unfold(packed, name, words.length * 3 - 1)).toThrow(
      expect.objectContaining({ code: "spreadsheet.too-large" }),
    );
    expect(unfold(packed, name, words.length * 3)).toHaveLength(words.length * 3);
  });

  it.each([
    ["an encrypted file", changed(packed, (view, at) => view.setUint16(at + 8, 1, true)), "protected", "is encrypted"],
    [
      "an unknown packing",
      changed(packed, (view, at) => view.setUint16(at + 10, 12, true)),
      "damaged",
      "in an unknown way (12)",
    ],
    [
      "a place beyond the end",
      changed(packed, (view, at) => view.setUint32(at + 42, 1e6, true)),
      "damaged",
      "is missing",
    ],
    [
      "a size beyond the end",
      changed(packed, (view, at) => view.setUint32(at + 20, 1e6, true)),
      "damaged",
      "ends too early",
    ],
    [
      "a size too short",
      changed(packed, (view, at) => view.setUint32(at + 20, 3, true)),
      "damaged",
      "cannot be unpacked",
    ],
    [
      "a broken list",
      changed(packed, (view, at) => view.setUint32(at, 0, true)),
      "damaged",
      "the list of its files is broken",
    ],
    [
      "too many files",
      changed(packed, (view) => view.setUint16(view.byteLength - 12, 10_001, true)),
      "too-large",
      "it holds 10001 files",
    ],
    ["no list", packed.subarray(0, 60), "damaged", "may not have been sent whole"],
  ])("refuses %s", (_, bytes, code, why) => {
    expect(() => unfold(bytes)).toThrow(expect.objectContaining({ code: `spreadsheet.${code}` }));
    expect(() => unfold(bytes)).toThrow(why);
  });

  it("refuses two files of one name, and a file that is not there", () => {
    const two = zipSync({ "a.xml": strToU8("1"), "b.xml": strToU8("2") });
    const at = listAt(two);
    const second = changed(two, (view) => view.setUint8(at + 46 + 5 + 46, "a".charCodeAt(0)));
    expect(() => openArchive(second, 10)).toThrow("it holds a.xml twice");
    expect(() => unfold(packed, "c.xml")).toThrow("it holds no c.xml");
  });
});
