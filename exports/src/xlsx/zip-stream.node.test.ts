import { createHash } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { ByteWriter } from "../data/byte-writer.ts";
import { withProgram } from "../testing/run-outside.node.ts";
import { startFastPacker } from "./packer.node.ts";
import { writeEnd, writeListed } from "./zip-records.ts";
import { ZipStream } from "./zip-stream.ts";

const texts = { "小.xml": "甲".repeat(1_000), "large.xml": "0123456789".repeat(30_000), "last.xml": "end" };

async function archive(): Promise<Uint8Array> {
  const zip = new ZipStream(startFastPacker);
  for (const [name, text] of Object.entries(texts)) {
    zip.begin(name, { large: name.startsWith("large") });
    zip.write(text);
    await zip.end();
  }
  zip.finish();
  return Buffer.concat([...zip.take()]);
}

const script = `
import hashlib, json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    print(json.dumps({i.filename: [i.extract_version, i.file_size, hashlib.sha256(archive.read(i)).hexdigest()] for i in archive.infolist()}))
`;

it("is read by another program, files of eight-byte sizes among the others", async (context) => {
  const bytes = await archive();
  expect(strFromU8(unzipSync(bytes)["小.xml"] ?? new Uint8Array())).toBe(texts["小.xml"]);
  withProgram(context, { program: "/usr/bin/python3", files: { "some.zip": bytes, "read.py": script } }, (run) => {
    const hash = (text: string) => createHash("sha256").update(text).digest("hex");
    const expected = Object.entries(texts).map(([name, text]) => {
      return [name, [name.startsWith("large") ? 45 : 20, Buffer.byteLength(text), hash(text)]];
    });
    expect(JSON.parse(run("read.py", "some.zip"))).toEqual(Object.fromEntries(expected));
  });
});

/** A list of files of which the second lies beyond 4 GB; the zeros before it are a hole in the file. */
const listScript = `
import io, json, sys, zipfile
start, tail = int(sys.argv[1]), open("tail.bin", "rb").read()
with open("sparse.zip", "wb") as file:
    file.truncate(start); file.seek(start); file.write(tail)
print(json.dumps([[i.filename, i.header_offset, i.file_size, i.compress_size] for i in zipfile.ZipFile("sparse.zip").infolist()]))
`;

it("says where files beyond 4 GB stand", (context) => {
  const start = 9_000_000_000;
  const bytes = new ByteWriter();
  writeListed(bytes, { name: "first", large: true, start: 0, crc: 1, packed: 4_400_000_000, size: 8_800_000_000 });
  writeListed(bytes, { name: "second", large: false, start: 4_400_000_100, crc: 1, packed: 5, size: 7 });
  writeEnd(bytes, { files: 2, start, size: bytes.length });
  const files = { "tail.bin": bytes.take(), "list.py": listScript };
  withProgram(context, { program: "/usr/bin/python3", files }, (run) => {
    expect(JSON.parse(run("list.py", String(start)))).toEqual([
      ["first", 0, 8_800_000_000, 4_400_000_000],
      ["second", 4_400_000_100, 7, 5],
    ]);
  });
});
