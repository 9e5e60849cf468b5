import { Buffer } from "node:buffer";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readPicture, withTurn } from "./read-picture.ts";

const segment = (marker: number, ...data: number[]): number[] => {
  const length = data.length + 2;
  return [0xff, marker, length >> 8, length & 255, ...data];
};
const letters = (text: string): number[] => [...text].map((sign) => sign.charCodeAt(0));
/** Exif data, little endian, with an orientation and a note of a place. */
const exif = (orientation: number): number[] => [
  ...letters("Exif\0\0II"),
  ...[42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0],
  ...letters("GPS 39.1N 117.2E"),
];
const jpeg = (orientation: number): Uint8Array =>
  Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, ...letters("JFIF\0")),
    ...segment(0xe1, ...exif(orientation)),
    ...segment(0xfe, ...letters("owner")),
    ...segment(0xc0, 8, 0, 20, 0, 30, 3),
    ...segment(0xda, 1, 2),
    ...[7, 7, 0xff, 0xd9],
  ]);
const tiny = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

it("reads size and turn of a JPEG and takes place, owner and device out", () => {
  const read = readPicture(jpeg(6));
  expect(read).toMatchObject({ media: "image/jpeg", width: 30, height: 20, turn: 90 });
  const kept = Buffer.from(read?.bytes ?? []).toString("latin1");
  expect(kept).toContain("JFIF");
  expect(kept).not.toMatch(/GPS|owner|Exif/);
  expect(kept.endsWith("\x07\x07\xff\xd9")).toBe(true);
  expect([1, 3, 8, 2].map((way) => readPicture(jpeg(way))?.turn)).toEqual([0, 180, 270, 0]);
});

it("takes out what phones and attackers put behind the picture or between its scans", () => {
  const plain = [...jpeg(1)];
  const scan = [...segment(0xda, 3), 5, 0xff, 0, 6, 0xff, 0xd3, 7, 0xff];
  const between = [...plain.slice(0, -2), ...segment(0xe1, ...exif(1)), ...scan, 0xff, 0xd9];
  const further = segment(0xe2, ...letters("MPF\0 owner"));
  const profile = segment(0xe2, ...letters("ICC_PROFILE\0"));
  const noted = [...between.slice(0, 2), ...further, ...profile, ...between.slice(2)];
  for (const behind of [letters("<script>alert(1)</script>"), [...jpeg(6)], letters("PK\x03\x04 GPS")]) {
    const read = readPicture(Uint8Array.from([...noted, ...behind]));
    const kept = Buffer.from(read?.bytes ?? []).toString("latin1");
    expect(kept).toContain("ICC_PROFILE");
    expect(kept).not.toMatch(/GPS|owner|Exif|MPF|script|PK/);
    expect(kept.endsWith("\x05\xff\0\x06\xff\xd3\x07\xff\xff\xd9")).toBe(true);
    expect(read?.turn).toBe(0);
  }
  expect(readPicture(Uint8Array.from(plain.slice(0, -2)))).toBeNull();
});

it("refuses a picture of more empty parts than any camera writes", () => {
  const png = Buffer.from(tiny, "base64");
  const chunk = Buffer.from("\0\0\0\0IDAT\0\0\0\0", "latin1");
  const whole = jpeg(1);
  const tables = Uint8Array.from([0xff, 0xc4, 0, 2]);
  for (const [head, part, rest] of [
    [png.subarray(0, 33), chunk, png.subarray(33)],
    [whole.subarray(0, 2), tables, whole.subarray(2)],
  ] as const) {
    const of = (count: number) =>
      readPicture(Buffer.concat([head, ...Array.from({ length: count }, () => part), rest]));
    expect(of(100)).not.toBeNull();
    expect(of(25_000)).toBeNull();
  }
});

it("keeps the turn in a file of its own, and no other note", () => {
  for (const way of [3, 6, 8]) {
    const read = readPicture(jpeg(way));
    if (read === null) throw new Error("the picture must be read");
    const alone = withTurn(read).bytes;
    expect(readPicture(alone)?.turn).toBe(read.turn);
    expect(Buffer.from(alone).toString("latin1")).not.toMatch(/GPS|owner/);
  }
  const upright = readPicture(jpeg(1));
  expect(upright && withTurn(upright).bytes).toEqual(upright?.bytes);
});

it("reads a PNG and takes texts out of it", () => {
  const png = Buffer.from(tiny, "base64");
  const text = Buffer.concat([Buffer.from([0, 0, 0, 3]), Buffer.from("tEXtabc"), Buffer.alloc(4)]);
  const noted = Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]);
  expect(readPicture(noted)).toMatchObject({ media: "image/png", width: 1, height: 1, turn: 0 });
  expect(Buffer.from(readPicture(noted)?.bytes ?? []).equals(png)).toBe(true);
});

it("answers null for what is cut off or no picture, and never fails", () => {
  expect(readPicture(jpeg(1).subarray(0, 60))).toBeNull();
  expect(readPicture(Buffer.from(tiny, "base64").subarray(0, 50))).toBeNull();
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 80 }),
      fc.constantFrom([0xff, 0xd8, 0xff], [0x89, 0x50], []),
      (rest, head) => {
        readPicture(Uint8Array.from([...head, ...rest]));
      },
    ),
  );
});
