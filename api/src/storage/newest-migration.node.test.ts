import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newestMigration } from "./newest-migration.ts";

it("names the newest file of the migrations", () => {
  const files = readdirSync(join(import.meta.dirname, "../../migrations")).filter((file) => file.endsWith(".sql"));
  expect(files.sort().at(-1)).toBe(newestMigration);
});
