import { once } from "node:events";
import { createWriteStream, existsSync, readFileSync } from "node:fs";
import { type DataFormat, writeDataFile } from "@diaoyan/exports/data";
import { startFastPacker } from "@diaoyan/exports/data/node";
import { wideRows } from "./wide-rows.ts";

/** Run by the bench in a process of its own: writes one file, prints seconds, bytes and the most memory that was taken. */
const [format = "csv", rows = "100000", file = "/dev/null"] = process.argv.slice(2);
const started = performance.now();
const out = createWriteStream(file);
const pieces = writeDataFile(wideRows(Number(rows)), {
  format: format as DataFormat,
  title: "模拟数据",
  at: "2026-01-01T00:00:00Z",
  startPacker: startFastPacker,
});
let bytes = 0;
for await (const piece of pieces) {
  bytes += piece.length;
  if (!out.write(piece)) await once(out, "drain");
}
out.end();
await once(out, "finish");
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage();
const megabytes = readPeakMemory();
process.stdout.write(JSON.stringify({ seconds, cpu: (user + system) / 1e6, bytes, megabytes }));

/** MB of memory at the most. What the system counts of a process begins with its parent's; on Linux `VmHWM` does not. */
function readPeakMemory(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return (peak === undefined ? process.resourceUsage().maxRSS : Number(peak)) / 1024;
}
