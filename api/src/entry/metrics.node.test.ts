import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { noteBackup } from "../storage/backup/last-backup.node.ts";
import { createMetrics, serveMetrics } from "./metrics.node.ts";

it("takes in accepted answers ten at a time, and everything else at once", () => {
  const metrics = createMetrics();
  const seen = (route: string, status: number, ms: number) =>
    metrics.count({ request: "", route, method: "POST", status, ms });
  const counted = (label: string) =>
    metrics
      .render()
      .split("\n")
      .filter((line) => line.includes(label) && /_(count|sum)/.test(line))
      .map((line) => Number(line.split(" ").at(-1)));
  for (let at = 1; at <= 9; at += 1) seen("submitResponse", 201, 3);
  seen("submitResponse", 503, 5);
  seen("listResponses", 200, 7);
  expect(counted('submitResponse",method="POST",status="2xx"')).toEqual([0, 0]);
  expect(counted("5xx").sort()).toEqual([1, 5]);
  expect(counted("listResponses").sort()).toEqual([1, 7]);
  seen("submitResponse", 201, 40);
  seen("submitResponse", 201, 4);
  expect(counted('submitResponse",method="POST",status="2xx"').sort()).toEqual([10, 67]);
});

it("tells memory and delay in steps that no single answer moves", () => {
  const text = createMetrics().render();
  const gaugeOf = (name: string) => Number(new RegExp(`^diaoyan_${name} (\\S+)$`, "m").exec(text)?.[1]);
  const heap = gaugeOf("heap_used_bytes");
  expect(heap).toBeGreaterThan(0);
  expect([heap % 16_777_216, gaugeOf("resident_bytes") % 16_777_216]).toEqual([0, 0]);
});

it("tells when the last backup ended, once there is one", async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "diaoyan-metrics-"));
  const served = await serveMetrics(createMetrics(), { port: 0, dataFolder });
  const read = async () => (await fetch(served.url)).text();
  expect(await read()).not.toContain("last_backup");
  await noteBackup(dataFolder, { at: "2026-11-28T03:10:00.000Z", folder: "/srv/backup/1" });
  expect(await read()).toMatch(/^diaoyan_last_backup_timestamp_seconds 1795835400$/m);
  served.close();
  await rm(dataFolder, { recursive: true });
});
