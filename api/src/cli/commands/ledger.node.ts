import { join, resolve } from "node:path";
import type { Command } from "commander";
import { writeWhole } from "../../storage/write-whole.node.ts";
import { exportEvidence } from "../../use-cases/export-evidence.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { printResult } from "../print-result.ts";
import type { Terminal } from "../terminal.node.ts";

interface LedgerOptions extends DataFolderOption {
  readonly study: string;
  readonly out: string;
  readonly json?: boolean;
}

/** `ledger export`: the acceptance list with its attachments as one package that `verify --package` can check. */
export function addLedger(program: Command, terminal: Terminal): void {
  const ledger = program.command("ledger").description("obligations and what evidences them");
  withDataFolder(
    ledger.command("export").description("write the acceptance list 佐证材料清单 with attachments as a zip"),
  )
    .requiredOption("--study <id>", "study")
    .option("--out <folder or file.zip>", "where the package is written", "out")
    .option("--json", "print the file as JSON")
    .action(async (options: LedgerOptions) => exportLedger(options, terminal));
}

async function exportLedger(options: LedgerOptions, terminal: Terminal): Promise<void> {
  const { name, bytes } = await withInstallation(options, ({ services: { ports, archive, software } }) =>
    exportEvidence({ ...ports, archive, software }, operatorAtMachine(), options.study),
  );
  const out = resolve(options.out);
  const file = out.toLowerCase().endsWith(".zip") ? out : join(out, name);
  await writeWhole(file, bytes);
  printResult(terminal, options, { json: { files: [file] }, text: `wrote ${file}` });
}
