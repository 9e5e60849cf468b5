import type { Command } from "commander";
import { withDataFolder } from "../data-folder.node.ts";
import type { Terminal } from "../terminal.node.ts";
import { type BuildOptions, buildReports } from "./build-reports.node.ts";

/** `report`: the deliverables of a study. */
export function addReport(program: Command, terminal: Terminal): void {
  const report = program.command("report").description("living reports");
  withDataFolder(
    report
      .command("build")
      .description("write every deliverable of a study into one folder, with manifest.json; or one outline of it"),
  )
    .option("--study <id>", "study in the data folder")
    .option(
      "--snapshot <file>",
      'build from a snapshot written by "export --snapshot" instead; no data folder is needed',
    )
    .option("--outline <name>", "one outline as .docx and .html instead of everything")
    .option("--final", "refuse to build while a passage waits to be written")
    .option(
      "--release <to>",
      "public suppresses small counts, internal shows them; what each outline says unless given",
    )
    .option("--out <folder>", "where the files are written", "out")
    .option("--json", "print the files as JSON")
    .action(async (options: BuildOptions) => buildReports(options, terminal));
}
