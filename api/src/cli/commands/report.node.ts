import { join, resolve } from "node:path";
import { createNodeTextTools } from "@diaoyan/analysis/node";
import type { Command } from "commander";
import { drawPngLater } from "../../entry/open-installation.node.ts";
import { found } from "../../problems.ts";
import { writeWhole } from "../../storage/write-whole.node.ts";
import { outlineName } from "../../use-cases/outline-name.ts";
import { renderReport } from "../../use-cases/render-report.ts";
import { buildReportOf, downloadBuild } from "../../use-cases/reports.ts";
import type { Services } from "../../use-cases/services.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readSnapshot } from "../read-snapshot.node.ts";
import { showProgress, type Terminal } from "../terminal.node.ts";

interface BuildOptions extends DataFolderOption {
  readonly study?: string;
  readonly snapshot?: string;
  readonly outline?: string;
  readonly final?: boolean;
  readonly out: string;
  readonly json?: boolean;
}

interface Built {
  readonly outline: string;
  readonly placeholders: number;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** `report build`: writes the outlines of a study as .docx and .html. */
export function addReport(program: Command, terminal: Terminal): void {
  const report = program.command("report").description("living reports");
  withDataFolder(report.command("build").description("build the outlines of a study as .docx and .html"))
    .option("--study <id>", "study in the data folder")
    .option(
      "--snapshot <file>",
      'build from a snapshot written by "export --snapshot" instead; no data folder is needed',
    )
    .option("--outline <name>", "one outline; all unless given")
    .option("--final", "refuse to build while a passage waits to be written")
    .option("--out <folder>", "where the files are written", "out")
    .option("--json", "print the files as JSON")
    .action(async (options: BuildOptions) => build(options, terminal));
}

async function build(options: BuildOptions, terminal: Terminal): Promise<void> {
  if ((options.study === undefined) === (options.snapshot === undefined)) {
    throw new UsageError("expected either --study or --snapshot");
  }
  const built =
    options.snapshot === undefined
      ? await buildFromStudy(options, terminal)
      : await buildFromSnapshot(options, terminal);
  const written: { outline: string; file: string; placeholders: number }[] = [];
  for (const { outline, placeholders, files } of built) {
    for (const { name, bytes } of files) {
      const file = join(resolve(options.out), name);
      await writeWhole(file, bytes);
      written.push({ outline, file, placeholders });
    }
  }
  const text = written.map(
    ({ file, placeholders }) =>
      `wrote ${file}${placeholders > 0 ? ` (${placeholders} passages wait to be written)` : ""}`,
  );
  printResult(terminal, options, { json: { files: written }, text: text.join("\n") });
}

/** Every report is built before the first file is written: a failing one leaves the former output untouched. */
async function buildEach(
  options: BuildOptions,
  terminal: Terminal,
  {
    outlines,
    one,
  }: { readonly outlines: readonly string[]; readonly one: (outline: string) => Promise<Omit<Built, "outline">> },
): Promise<readonly Built[]> {
  const wanted = options.outline === undefined ? outlines : outlines.filter((outline) => outline === options.outline);
  if (wanted.length === 0)
    throw new UsageError(`--outline: expected one of ${outlines.join(", ")}, got ${options.outline}`);
  const onBuilt = showProgress(terminal, "reports", wanted.length);
  const built: Built[] = [];
  for (const outline of wanted) {
    built.push({ outline, ...(await one(outline)) });
    onBuilt(built.length);
  }
  return built;
}

async function buildFromStudy(options: BuildOptions, terminal: Terminal): Promise<readonly Built[]> {
  const { study = "" } = options;
  return withInstallation(options, async ({ services }) => {
    found(await services.ports.studies.find(study), "study.notFound", study);
    const outlines = (await services.ports.reports.listOutlines(study)).map(({ outline }) => outline);
    return buildEach(options, terminal, {
      outlines,
      one: (outline) => buildStored(services, { study, outline, mode: modeOf(options) }),
    });
  });
}

const modeOf = ({ final }: BuildOptions): "draft" | "final" => (final ? "final" : "draft");

async function buildStored(
  { ports, archive }: Services,
  place: { readonly study: string; readonly outline: string; readonly mode: "draft" | "final" },
): Promise<Omit<Built, "outline">> {
  const { build: id, placeholders, files } = await buildReportOf({ ...ports, archive }, operatorAtMachine(), place);
  const downloads = await Promise.all(
    files.map(({ name }) => downloadBuild(ports, { ...place, build: id, file: name })),
  );
  return { placeholders, files: downloads };
}

async function buildFromSnapshot(options: BuildOptions, terminal: Terminal): Promise<readonly Built[]> {
  const snapshot = await readSnapshot(options.snapshot ?? "");
  const reports = new Map(snapshot.pack.reports.map((report) => [outlineName(report.file), report]));
  const runtime = { text: createNodeTextTools(), drawPng: drawPngLater };
  return buildEach(options, terminal, {
    outlines: [...reports.keys()],
    one: async (outline) =>
      renderReport(runtime, {
        ...found(reports.get(outline), "outline.notFound", outline),
        mode: modeOf(options),
        snapshot,
      }),
  });
}
