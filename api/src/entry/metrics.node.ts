import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { answerRoutes, type SeenRequest } from "../http/observe-requests.ts";
import { readLastBackup } from "../storage/backup/last-backup.node.ts";

const bounds = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000] as const;

/** Fewest accepted answers whose requests enter their series together: how long one took tells what was in it. */
const lot = 10;

/** Steps in which memory (bytes) and delay (nanoseconds) are told: finer ones move with what a single answer causes. */
const memoryStep = 16 * 1024 * 1024;
const delayStep = 10_000_000;
const coarse = (value: number, step: number): number => Math.ceil(value / step) * step;

interface Series {
  /** Times of requests with answers that wait for others. */
  waiting: number[];
  count: number;
  sum: number;
  readonly buckets: number[];
}

/** Counts of requests by route and status, for Prometheus. */
export interface Metrics {
  count(seen: SeenRequest): void;
  /** Text exposition format 0.0.4. */
  render(): string;
}

/** Keeps one series for each route, method and class of status: as many as there are routes, whatever is sent. */
export function createMetrics(): Metrics {
  const series = new Map<string, Series>();
  const troubles = new Map<string, number>();
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const started = Date.now();

  return {
    count: ({ route, method, status, ms, problem }) => {
      const labels = `route="${escapeLabel(route)}",method="${method}",status="${Math.floor(status / 100)}xx"`;
      const one = series.get(labels) ?? { waiting: [], count: 0, sum: 0, buckets: bounds.map(() => 0) };
      series.set(labels, one);
      one.waiting.push(ms);
      if (status >= 400 || !answerRoutes.has(route) || one.waiting.length >= lot) takeIn(one);
      if (problem !== undefined && status >= 500) troubles.set(problem, (troubles.get(problem) ?? 0) + 1);
    },
    render: () => {
      const memory = process.memoryUsage();
      const lines = [
        ...describe("diaoyan_request_milliseconds", "histogram", "time until an answer began"),
        ...[...series].flatMap(([labels, one]) => renderSeries(labels, one)),
        ...describe("diaoyan_problems_total", "counter", "answers of 500 and above by problem"),
        ...[...troubles].map(([code, count]) => `diaoyan_problems_total{code="${escapeLabel(code)}"} ${count}`),
        ...gauge("diaoyan_resident_bytes", "memory of the process", coarse(memory.rss, memoryStep)),
        ...gauge("diaoyan_heap_used_bytes", "memory that JavaScript uses", coarse(memory.heapUsed, memoryStep)),
        ...gauge(
          "diaoyan_event_loop_delay_seconds",
          "99th percentile since the last reading",
          coarse(delay.percentile(99), delayStep) / 1e9,
        ),
        ...gauge("diaoyan_start_time_seconds", "when the server started", started / 1_000),
      ];
      delay.reset();
      return `${lines.join("\n")}\n`;
    },
  };
}

function takeIn(one: Series): void {
  for (const ms of one.waiting.splice(0)) {
    one.count += 1;
    one.sum += ms;
    bounds.forEach((bound, at) => {
      if (ms <= bound) one.buckets[at] = (one.buckets[at] ?? 0) + 1;
    });
  }
}

function renderSeries(labels: string, { count, sum, buckets }: Series): readonly string[] {
  const name = "diaoyan_request_milliseconds";
  return [
    ...bounds.map((bound, at) => `${name}_bucket{${labels},le="${bound}"} ${buckets[at] ?? 0}`),
    `${name}_bucket{${labels},le="+Inf"} ${count}`,
    `${name}_sum{${labels}} ${Math.round(sum * 10) / 10}`,
    `${name}_count{${labels}} ${count}`,
  ];
}

const describe = (name: string, type: string, help: string): readonly string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
];

const gauge = (name: string, help: string, value: number): readonly string[] => [
  ...describe(name, "gauge", help),
  `${name} ${Number.isFinite(value) ? value : 0}`,
];

const escapeLabel = (text: string): string => text.replace(/[\\"\n]/g, "\\$&");

const backupName = "diaoyan_last_backup_timestamp_seconds";

/** When the last backup of the data folder ended; nothing where none was made, as on PostgreSQL. */
async function renderLastBackup(dataFolder: string): Promise<string> {
  const last = await readLastBackup(dataFolder);
  if (last === undefined) return "";
  return `${gauge(backupName, "when the last backup ended", Date.parse(last.at) / 1_000).join("\n")}\n`;
}

/** Serves `/metrics` on the loopback only, at a port of its own, where no reverse proxy passes it on. 0: any free port. */
export async function serveMetrics(
  metrics: Metrics,
  { port, dataFolder }: { readonly port: number; readonly dataFolder: string },
): Promise<{ readonly url: string; close(): void }> {
  const server: Server = createServer(async (request, response) => {
    const known = request.method === "GET" && request.url === "/metrics";
    const text = known ? metrics.render() + (await renderLastBackup(dataFolder)) : "only GET /metrics\n";
    response.writeHead(known ? 200 : 404, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
    response.end(text);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`, close };
}
