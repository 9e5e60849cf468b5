import { describe, expect, it } from "vitest";
import type { BlobStore } from "../../ports/report-store.ts";

/** What every store of blobs must hold; `open` gives one that need not be empty. */
export function describeBlobs(name: string, open: () => Promise<BlobStore>): void {
  describe(`blobs in ${name}`, () => {
    const key = (last: string): string => `conformance/attachments/01-a/${last}`;

    it("keep every byte, replace what stood there, and know what they do not have", async () => {
      const blobs = await open();
      expect(await blobs.get(key("none"))).toBeUndefined();
      await blobs.remove(key("none"));
      const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 31 + (index >> 8)) % 256);
      await blobs.put(key("0"), bytes);
      expect(await blobs.get(key("0"))).toEqual(bytes);
      await blobs.put(key("0"), bytes.subarray(50_000, 50_007));
      expect(await blobs.get(key("0"))).toEqual(bytes.slice(50_000, 50_007));
      await blobs.put(key("0"), new Uint8Array());
      expect(await blobs.get(key("0"))).toEqual(new Uint8Array());
      await blobs.remove(key("0"));
      expect(await blobs.get(key("0"))).toBeUndefined();
    });

    it("keep one of two that are put at once, whole", async () => {
      const blobs = await open();
      const [one, other] = [1, 2].map((value) => new Uint8Array(70_000).fill(value)) as [Uint8Array, Uint8Array];
      await Promise.all([blobs.put(key("1"), one), blobs.put(key("1"), other)]);
      const kept = await blobs.get(key("1"));
      expect([one, other]).toContainEqual(kept);
      await blobs.remove(key("1"));
    });

    it("take plain paths as keys and nothing that leads elsewhere", async () => {
      const blobs = await open();
      for (const bad of ["../a", "/a", "a/../b", "a//b", "A", "a?b", "a#b", "a%2fb", "", "a b", "研"]) {
        await expect(blobs.put(bad, new Uint8Array([1]))).rejects.toThrow("is no plain path");
        await expect(blobs.get(bad)).rejects.toThrow("is no plain path");
        await expect(blobs.remove(bad)).rejects.toThrow("is no plain path");
      }
    });
  });
}
