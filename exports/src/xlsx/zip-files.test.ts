import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import { zipFiles } from "./zip-files.ts";

it("packs every byte of every file under its name", async () => {
  const large = Uint8Array.from({ length: 200_000 }, (_, at) => (at * 7919) % 251);
  const files = new Map([
    ["data.csv", new TextEncoder().encode("编号,答案\r\n1,是\r\n")],
    ["large.bin", large],
    ["empty.txt", new Uint8Array()],
  ]);
  const unpacked = unzipSync(await zipFiles(files));
  expect(Object.keys(unpacked)).toEqual([...files.keys()]);
  for (const [name, bytes] of files) expect(unpacked[name]).toEqual(bytes);
});
