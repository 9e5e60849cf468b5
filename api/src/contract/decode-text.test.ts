import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeText } from "./decode-text.ts";

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at += 1) bytes.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return new Uint8Array(bytes.buffer);
}

const encodings = {
  "UTF-8": (text: string) => new TextEncoder().encode(text),
  "UTF-8 with a mark": (text: string) => new TextEncoder().encode(`\uFEFF${text}`),
  "UTF-16LE with a mark": (text: string) => utf16(`\uFEFF${text}`, true),
  "UTF-16BE with a mark": (text: string) => utf16(`\uFEFF${text}`, false),
  "UTF-16LE after a brace": (text: string) => utf16(text, true),
  "UTF-16BE after a brace": (text: string) => utf16(text, false),
};

it.each(Object.entries(encodings))("reads back what was written in %s", (_, encode) => {
  const text = fc.string({ unit: "grapheme" }).filter((one) => !one.includes("\0"));
  fc.assert(
    fc.property(text, (tail) => {
      expect(decodeText(encode(`{${tail}`))).toBe(`{${tail}`);
    }),
  );
});

it("reads GB18030, and says nothing of bytes that are no text", () => {
  expect(decodeText(new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0x31]))).toBe("姓名,1");
  expect(decodeText(new Uint8Array([0x80, 0xff, 0xff, 0x81]))).toBeUndefined();
  expect(decodeText(new Uint8Array([0x41, 0x42, 0x00, 0x43]))).toBeUndefined();
  expect(decodeText(new Uint8Array())).toBe("");
});
