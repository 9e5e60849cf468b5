import { join, resolve } from "node:path";
import type { Command } from "commander";
import { type DataFolderOption, withDataFolder } from "../data-folder-option.ts";
import { checkBlobs } from "../doctor/check-blobs.node.ts";
import { checkDataFolder } from "../doctor/check-data-folder.node.ts";
import { checkDatabase } from "../doctor/check-database.node.ts";
import { checkKeys } from "../doctor/check-keys.node.ts";
import { checkNetwork } from "../doctor/check-network.node.ts";
import { checkProgram } from "../doctor/check-program.node.ts";
import type { Finding, Patient } from "../doctor/finding.ts";
import { WorkError } from "../outcome.ts";
import { parseAddresses } from "../parse-addresses.ts";
import { parseCount } from "../parse-count.ts";
import { parseOrigin } from "../parse-origin.ts";
import { printResult } from "../print-result.ts";
import type { Terminal } from "../terminal.node.ts";

interface DoctorOptions extends DataFolderOption {
  readonly port: string;
  readonly host: string;
  readonly url?: string;
  readonly trustedProxy: string;
  readonly backupDays: string;
  readonly json?: boolean;
}

const checks = [checkProgram, checkDataFolder, checkKeys, checkDatabase, checkBlobs, checkNetwork];
const builtPages = join(import.meta.dirname, "../../../../web/dist");

/** `doctor`: finds wrong set-ups and says how to mend each; exit status 1 when something will not work. Changes nothing. */
export function addDoctor(program: Command, terminal: Terminal): void {
  withDataFolder(program.command("doctor").description("find and explain wrong set-ups; changes nothing"))
    .option("--port <number>", "port the server is to have (or DIAOYAN_PORT)", process.env["DIAOYAN_PORT"] ?? "8787")
    .option("--host <address>", "address the server listens on", "127.0.0.1")
    .option("--url <origin>", "origin people reach the server at (or DIAOYAN_URL)")
    .option(
      "--trusted-proxy <addresses>",
      "what the server is started with (or DIAOYAN_TRUSTED_PROXIES)",
      process.env["DIAOYAN_TRUSTED_PROXIES"] ?? "",
    )
    .option("--backup-days <days>", "days after which a backup is old", "2")
    .option("--json", "print the findings as JSON")
    .action(async (options: DoctorOptions) => examine(options, terminal));
}

async function examine(options: DoctorOptions, terminal: Terminal): Promise<void> {
  const patient: Patient = {
    dataFolder: resolve(options.dataFolder),
    host: options.host,
    port: parseCount("--port", options.port, { from: 1, to: 65_535 }),
    publicUrl: parseOrigin(options.url ?? process.env["DIAOYAN_URL"]),
    trustedProxies: parseAddresses(options.trustedProxy),
    backupDays: parseCount("--backup-days", options.backupDays, { from: 1, to: 3_650 }),
    environment: process.env,
    webFolder: builtPages,
    nodeVersion: process.versions.node,
    now: Date.now(),
  };
  const findings: Finding[] = [];
  for (const check of checks) findings.push(...(await check(patient)));
  printResult(terminal, options, { json: { findings }, text: findings.map(describe).join("\n") });
  const errors = findings.filter(({ level }) => level === "error").map(({ check }) => check);
  if (errors.length > 0) throw new WorkError("doctor.findings", `this will not work as it is: ${errors.join(", ")}`);
}

const marks = { ok: "ok     ", warning: "warning", error: "ERROR  " } as const;

function describe(finding: Finding): string {
  const line = `${marks[finding.level]} ${finding.check}: ${finding.message}`;
  return finding.level === "ok" ? line : `${line}\n          ${finding.remedy}`;
}
