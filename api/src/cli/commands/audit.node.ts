import { join, resolve } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { writeWhole } from "../../storage/write-whole.node.ts";
import { exportAudit } from "../../use-cases/export-audit.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import type { Terminal } from "../terminal.node.ts";

interface AuditOptions extends DataFolderOption {
  readonly study: string;
  readonly out: string;
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

/** `audit export`: who did and read what, with the hashes that chain the entries. */
export function addAudit(program: Command, terminal: Terminal): void {
  const audit = program.command("audit").description("who did and read what in a study");
  withDataFolder(audit.command("export").description("write the audit log as CSV"))
    .requiredOption("--study <id>", "study")
    .option("--from <day>", "first day (China), e.g. 2026-11-01")
    .option("--to <day>", "last day (China)")
    .option("--out <folder or file.csv>", "where the file is written", "out")
    .option("--json", "print the file as JSON")
    .action(async (options: AuditOptions) => writeAudit(options, terminal));
}

async function writeAudit(options: AuditOptions, terminal: Terminal): Promise<void> {
  const { study } = options;
  const days = { from: checkDay("--from", options.from), to: checkDay("--to", options.to) };
  const { name, bytes } = await withInstallation(options, ({ services: { ports } }) =>
    exportAudit(ports, operatorAtMachine(), { study, ...days }),
  );
  const out = resolve(options.out);
  const file = out.toLowerCase().endsWith(".csv") ? out : join(out, name);
  await writeWhole(file, bytes);
  printResult(terminal, options, { json: { files: [file] }, text: `wrote ${file}` });
}

function checkDay(option: string, day: string | undefined): string | undefined {
  if (day === undefined || z.iso.date().safeParse(day).success) return day;
  throw new UsageError(`${option}: expected a day such as 2026-11-01, got ${day}`);
}
