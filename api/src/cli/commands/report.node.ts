import type { Command } from "commander";
import { withDataFolder } from "../data-folder.node.ts";
import type { Terminal } from "../terminal.node.ts";
import { type BuildOptions, buildReports } from "./build-reports.node.ts";
import { type DiffOptions, diffReports } from "./diff-reports.node.ts";
import { type FirstOptions, writeFirstReport } from "./first-report.node.ts";
import { type MergeOptions, mergeEdited } from "./merge-report.node.ts";

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
  withDataFolder(
    report
      .command("merge <edited>")
      .description(
        "show what was changed in an edited .docx, and carry it into its outline; changed numbers are refused",
      ),
  )
    .option("--study <id>", "study in the data folder that the document was built in")
    .option("--base <docx>", "the document as it was built, where no data folder is at hand")
    .option("--markdown <file>", "the outline it was built from, with --base")
    .option("--write", "write what may be carried over into the outline")
    .option("--json", "print the changes as JSON")
    .action(async (edited: string, options: MergeOptions) => mergeEdited(edited, options, terminal));
  report
    .command("diff <before> <after>")
    .description('which numbers of the reports differ between two snapshots of "export --snapshot", and why')
    .option("--outline <name>", "one outline; all unless given")
    .option("--json", "print the differences as JSON")
    .action(async (before: string, after: string, options: DiffOptions) =>
      diffReports({ before, after }, options, terminal),
    );
  withDataFolder(report.command("first").description("write and build an automatic first report (自动初报)"))
    .option("--study <id>", "study in the data folder")
    .option("--snapshot <file>", 'take a snapshot written by "export --snapshot" instead; nothing is stored')
    .option("--out <folder>", "where the files are written", "out")
    .option("--json", "print the files as JSON")
    .action(async (options: FirstOptions) => writeFirstReport(options, terminal));
}
