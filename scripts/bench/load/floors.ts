import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { CompiledQuery } from "kysely";
import { Sqlite3Connection } from "../../../api/src/storage/sqlite3-connection.node.ts";
import { smallSubmission } from "../../../api/test/study.ts";
import { writeRequest } from "../../../api/test/wire.ts";
import type { BenchLine } from "../bench-line.ts";
import { sendLoad } from "./send-load.ts";

const rowsAGroup = 100;

/** The same HTTP server in a process of its own, reading the same bodies and answering a constant. */
export async function measureConstant(turns: number, connections: number): Promise<BenchLine> {
  const program = join(import.meta.dirname, "../../../api/test/answer-constant.ts");
  const child: ChildProcess = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    if (child.stdout === null) throw new Error("the server has no standard output");
    const [url] = (await once(createInterface(child.stdout), "line")) as [string];
    const body = JSON.stringify(smallSubmission("a".repeat(64)));
    const request = writeRequest("POST", "/", { "content-type": "application/json" }, body);
    const load = {
      url,
      connections,
      turn: (wire: Parameters<Parameters<typeof sendLoad>[0]["turn"]>[0]) => wire.exchange(request),
    };
    await sendLoad({ ...load, turns: turns / 10 });
    const { perSecond } = await sendLoad({ ...load, turns });
    return { name: "floor: the same HTTP server answering a constant", value: perSecond, unit: "/s" };
  } finally {
    child.kill();
    await once(child, "exit");
  }
}

/** Rows as large as a response, written durably in groups over the same npm `sqlite3`, with nothing else to do. */
export async function measureInserts(folder: string, groups: number): Promise<BenchLine> {
  const pragmas = ["journal_mode = WAL", "synchronous = FULL"];
  const connection = await Sqlite3Connection.open(join(folder, "floor.sqlite"), "writer", pragmas);
  await connection.script("CREATE TABLE rows (id TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID");
  const values = Array.from({ length: rowsAGroup }, () => "(?, ?)").join(", ");
  const started = performance.now();
  for (let group = 0; group < groups; group += 1) {
    const rows = Array.from({ length: rowsAGroup }, () => smallSubmission("a".repeat(64)));
    const parameters = rows.flatMap((row) => [row.id, JSON.stringify(row)]);
    await connection.execute(CompiledQuery.raw(`INSERT INTO rows (id, document) VALUES ${values}`, parameters));
  }
  const seconds = (performance.now() - started) / 1_000;
  await connection.close();
  return {
    name: `floor: sqlite3 inserts, durable, ${rowsAGroup} at once`,
    value: (groups * rowsAGroup) / seconds,
    unit: "/s",
  };
}
