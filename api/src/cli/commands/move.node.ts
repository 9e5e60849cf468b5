import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { databaseFile, fileIn, migrateDatabase, readDatabasePlace } from "../../entry/database-place.node.ts";
import { openInstallation } from "../../entry/open-installation.node.ts";
import { holdFolder } from "../../storage/hold-folder.node.ts";
import { type VerifyFinding, verifyStudy } from "../../use-cases/verify-study.ts";
import { type DataFolderOption, withDataFolder } from "../data-folder.node.ts";
import { UsageError, WorkError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { showProgressOfEach, type Terminal } from "../terminal.node.ts";

interface MoveOptions extends DataFolderOption {
  readonly json?: boolean;
}

/** `move`: every row of the data folder's SQLite file into the empty PostgreSQL database of `DATABASE_URL`, verified there. */
export function addMove(program: Command, terminal: Terminal): void {
  withDataFolder(
    program
      .command("move")
      .description("copy the SQLite database of a data folder into the empty PostgreSQL database of DATABASE_URL"),
  )
    .option("--json", "print the outcome as JSON")
    .action(async (options: MoveOptions) => move(options, terminal));
}

async function move(options: MoveOptions, terminal: Terminal): Promise<void> {
  const folder = resolve(options.dataFolder);
  const place = readDatabasePlace(folder);
  if (place.kind === "sqlite") throw new UsageError("set DATABASE_URL to the empty PostgreSQL database to move into");
  if (!existsSync(databaseFile(folder))) throw new UsageError(`--data-folder: ${folder} holds no SQLite database`);
  const hold = await holdFolder(folder, "alone");
  const show = showProgressOfEach(terminal);
  const rows = await copyAll(folder, place.url, (done, total) => show("tables", done, total)).finally(() =>
    hold.release(),
  );
  const findings = await verifyAll(folder);
  const found = findings.map(({ code, place: at, message }) => `${code} ${at}: ${message}`);
  printResult(terminal, options, {
    json: { rows, findings },
    text: [
      `copied ${rows} rows; from now on work with DATABASE_URL set, and keep ${databaseFile(folder)} apart as it is`,
      ...found,
    ].join("\n"),
  });
  if (found.length > 0)
    throw new WorkError("move.findings", `${found.length} findings: what was copied does not verify`);
}

async function copyAll(folder: string, url: string, progress: (done: number, total: number) => void): Promise<number> {
  await migrateDatabase(fileIn(folder));
  await migrateDatabase({ kind: "postgres", url });
  const { copySqlite } = await import("../../storage/postgres/copy-sqlite.node.ts");
  return copySqlite({ file: databaseFile(folder), url }, progress);
}

async function verifyAll(folder: string): Promise<readonly VerifyFinding[]> {
  const { services, close } = await openInstallation(folder);
  try {
    const findings: VerifyFinding[] = [];
    for (const study of await services.ports.studies.listIds()) {
      findings.push(...(await verifyStudy(services.ports, study)));
    }
    return findings;
  } finally {
    await close();
  }
}
