import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqlite3 } from "./sqlite3.node.ts";
import { describeStorage } from "./testing/conformance.ts";

const migrations = join(import.meta.dirname, "../../migrations");

describeStorage("sqlite3", async () => {
  const folder = await mkdtemp(join(tmpdir(), "diaoyan-storage-"));
  return openSqlite3(join(folder, "diaoyan.sqlite"), migrations);
});
