import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { routes } from "../api/src/contract/index.ts";
import { serve } from "../api/test/operation/serve.ts";
import { setUpOperator } from "../api/test/people.ts";
import { openSmallStudy, smallQuestionnaire, smallStudy } from "../api/test/study.ts";
import { sendLoad } from "./bench/load/send-load.ts";
import { createSubmitter } from "./bench/load/submissions.ts";

/*
 * Measures what one server takes, by cores and by responses stored, and writes the table of docs/deploy/single-server.md:
 *   node scripts/size-server.ts               1 and 2 cores, 10,000 and 100,000 responses; about four minutes
 *   node scripts/size-server.ts print 2000    the same for other counts, on standard output
 *   DATABASE_URL=… DIAOYAN_MASTER_KEY=… node scripts/size-server.ts print 10000    one process on an empty PostgreSQL database
 */

const page = join(import.meta.dirname, "../docs/deploy/single-server.md");
const connections = 128;
const megabyte = 1_000_000;

interface Size {
  readonly cores: number;
  readonly stored: number;
  readonly perSecond: number;
  readonly p99: number;
  readonly exportSeconds: number;
  readonly memory: number;
  readonly disk: number;
}

async function measureSize(cores: number, stored: number): Promise<Size> {
  const dataFolder = await mkdtemp(join(tmpdir(), "diaoyan-size-"));
  // the server on the first cores; the sender takes what is left
  const served = await serve(dataFolder, ["--metrics-port", "0"], ["taskset", "-c", `0-${cores - 1}`]);
  try {
    const { client } = await setUpOperator(served);
    const { collector, version } = await openSmallStudy(client);
    const load = { url: served.url, connections, turn: createSubmitter(collector, version).submit };
    const last = Math.max(1_000, stored / 5);
    await sendLoad({ ...load, turns: stored - last });
    const sent = await sendLoad({ ...load, turns: last });
    const started = performance.now();
    const params = { study: smallStudy, questionnaire: smallQuestionnaire };
    await (await client.call(routes.exportCsv, { params, query: {} })).arrayBuffer();
    const exportSeconds = (performance.now() - started) / 1_000;
    const metrics = await (await fetch(served.metricsUrl)).text();
    const memory = Number(/^diaoyan_resident_bytes (\d+)/m.exec(metrics)?.[1]);
    served.child.kill("SIGTERM");
    await served.ended;
    return { cores, stored, perSecond: sent.perSecond, p99: sent.p99, exportSeconds, memory, disk: sizeOf(dataFolder) };
  } finally {
    served.child.kill("SIGKILL");
    await rm(dataFolder, { recursive: true, force: true });
  }
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}

const head = [
  "| cores | responses stored | answers accepted a second | p99 | export of all | memory | disk |",
  "| --- | --- | --- | --- | --- | --- | --- |",
];

function toRow({ cores, stored, perSecond, p99, exportSeconds, memory, disk }: Size): string {
  const cells = [
    String(cores),
    stored.toLocaleString("en"),
    (Math.floor(perSecond / 100) * 100).toLocaleString("en"),
    `${Math.ceil(p99)} ms`,
    `${exportSeconds.toFixed(1)} s`,
    `${Math.ceil(memory / megabyte / 10) * 10} MB`,
    `${Math.ceil(disk / megabyte)} MB`,
  ];
  return `| ${cells.join(" | ")} |`;
}

async function makeTable(counts: readonly number[]): Promise<string> {
  const rows: string[] = [];
  const coreCounts = process.env["DATABASE_URL"] === undefined ? [1, 2] : [cpus().length];
  for (const cores of coreCounts) for (const stored of counts) rows.push(toRow(await measureSize(cores, stored)));
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const day = new Date().toISOString().slice(0, 10);
  const said = `Measured on ${day} (${cpus().length} cores ${model}, Node ${process.versions.node}), a questionnaire of three questions, the sender on the same machine, by \`node scripts/size-server.ts\`:`;
  return [said, "", ...head, ...rows].join("\n");
}

const [mode, ...counts] = process.argv.slice(2);
const table = await makeTable(mode === "print" ? counts.map(Number) : [10_000, 100_000]);
if (mode === "print") console.log(table);
else {
  const text = readFileSync(page, "utf8");
  const [before = "", after = ""] = text.split(/<!-- sizes -->[\s\S]*<!-- end of sizes -->/);
  writeFileSync(page, `${before}<!-- sizes -->\n\n${table}\n\n<!-- end of sizes -->${after}`);
}
