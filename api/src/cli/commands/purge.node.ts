import type { Command } from "commander";
import { found } from "../../problems.ts";
import { listDue, purgeRecordings } from "../../use-cases/purge-recordings.ts";
import { readRetention } from "../../use-cases/recordings.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { printResult } from "../print-result.ts";
import type { Terminal } from "../terminal.node.ts";

interface PurgeOptions extends DataFolderOption {
  readonly study: string;
  readonly reason: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `purge`: destroys the recordings of a study whose last day has passed, and writes the purge log. */
export function addPurge(program: Command, terminal: Terminal): void {
  withDataFolder(program.command("purge").description("destroy recordings that are past the last day they are kept"))
    .requiredOption("--study <id>", "study")
    .option("--reason <text>", "reason for the purge log", "保存期限届满")
    .option("--dry-run", "only say what is due")
    .option("--json", "print the recordings as JSON")
    .action(async (options: PurgeOptions) => purge(options, terminal));
}

async function purge(options: PurgeOptions, terminal: Terminal): Promise<void> {
  const { study, reason, dryRun = false } = options;
  const { retention, recordings } = await withInstallation(options, async ({ services: { ports } }) => {
    found(await ports.studies.find(study), "study.notFound", study);
    const order = { study, reason };
    const due = dryRun ? await listDue(ports, order) : await purgeRecordings(ports, operatorAtMachine(), order);
    const lines = due.map(({ session, name, bytes, sha256, recordedAt }) => ({
      session,
      name,
      bytes,
      sha256,
      recordedAt,
    }));
    return { retention: await readRetention(ports, study), recordings: lines };
  });
  const said = dryRun ? "due, nothing destroyed" : "destroyed";
  const text = [
    `${study}: recordings are kept until ${retention.until}; ${recordings.length} ${said}`,
    ...recordings.map(({ name, bytes, sha256 }) => `  ${name}  ${bytes} bytes  sha256 ${sha256 ?? "(not whole)"}`),
  ];
  printResult(terminal, options, { json: { study, dryRun, retention, recordings }, text: text.join("\n") });
}
