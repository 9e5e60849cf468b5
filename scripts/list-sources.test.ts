import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listSources } from "./list-sources.ts";

it("names files as they stand, Chinese names too, so that the bundle can copy them", () => {
  const root = join(import.meta.dirname, "..");
  const files = listSources(root, "instruments");
  expect(files.some((file) => /[\u4e00-\u9fff]/.test(file))).toBe(true);
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
