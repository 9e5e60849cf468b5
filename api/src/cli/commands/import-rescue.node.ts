import type { Command } from "commander";
import { found } from "../../problems.ts";
import { importRescue } from "../../use-cases/import-rescue.ts";
import { readRescueFile } from "../../use-cases/read-rescue-file.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { inFile } from "../in-file.ts";
import { WorkError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readInput } from "../read-input.node.ts";
import type { Terminal } from "../terminal.node.ts";
import { bringMedia, holdsMedia } from "./import-media-rescue.node.ts";

interface RescueOptions extends DataFolderOption {
  readonly json?: boolean;
}

/** `import rescue`: records of an interviewer's device, opened by the study's recovery key. */
export function addImportRescue(command: Command, terminal: Terminal): void {
  withDataFolder(command.command("rescue").description("records of an interviewer's device, from its rescue file"))
    .argument("<file>", "rescue file, as the interviewer's page wrote it")
    .option("--json", "print what became of each record as JSON")
    .action(async (file: string, options: RescueOptions) => bringRescue(file, options, terminal));
}

async function bringRescue(file: string, options: RescueOptions, terminal: Terminal): Promise<void> {
  if (await holdsMedia(file)) return bringAttachments(file, options, terminal);
  const text = await readInput("<file>", file);
  const { study } = (await inFile(file, () => readRescueFile(text))).header;
  const report = await withInstallation(options, async ({ services: { ports } }) => {
    found(await ports.studies.find(study), "study.notFound", study);
    return importRescue(ports, operatorAtMachine(), { study, text });
  });
  const lines = report.records.map(({ record, outcome, number, reason }) =>
    [record, outcome, reason ?? number].join("  ").trim(),
  );
  printResult(terminal, options, { json: report, text: [...lines, ...report.problems].join("\n") });
  if (report.problems.length > 0 || report.records.some(({ outcome }) => outcome === "refused")) {
    throw new WorkError(
      "rescue.incomplete",
      `${file}: not everything could be taken; the lines above say what and why`,
    );
  }
}

async function bringAttachments(file: string, options: RescueOptions, terminal: Terminal): Promise<void> {
  const report = await bringMedia(options, file);
  const lines = report.attachments.map(({ attachment, reason }) => `${attachment}  ${reason ?? "stored"}`);
  const problems = report.problems > 0 ? [`${report.problems} places of the file are missing or damaged`] : [];
  printResult(terminal, options, { json: report, text: [...lines, ...problems].join("\n") });
  if (report.problems > 0 || report.attachments.some(({ reason }) => reason !== null)) {
    throw new WorkError(
      "rescue.incomplete",
      `${file}: not everything could be taken; the lines above say what and why`,
    );
  }
}
