import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cruise } from "./layers.ts";

const plant = join(import.meta.dirname, "../instruments/src/planted-violation.ts");

describe("one-way rule", () => {
  // that the whole tree keeps it, and that every module was read, is asked by `npm run check`
  it("turns red on a planted import against the arrows and on a Node module in the core", { timeout: 120_000 }, () => {
    writeFileSync(
      plant,
      'import { readFileSync } from "node:fs";\nimport { analyses } from "../../analysis/src/index.ts";\nexport const planted = [readFileSync, analyses];\n',
    );
    try {
      const broken = cruise(["instruments"]).violations.filter((line) => line.includes("planted-violation"));
      expect(broken.some((line) => line.startsWith("instruments-is-a-leaf"))).toBe(true);
      expect(broken.some((line) => line.startsWith("core-no-node"))).toBe(true);
    } finally {
      rmSync(plant, { force: true });
    }
  });
});
