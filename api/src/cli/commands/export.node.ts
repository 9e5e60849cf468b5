import { join, resolve } from "node:path";
import { startFastPacker } from "@diaoyan/exports/data/node";
import type { Command } from "commander";
import { type DataFileFormat, dataFileFormats } from "../../contract/index.ts";
import { found } from "../../problems.ts";
import { writeWhole, writeWholeInPieces } from "../../storage/write-whole.node.ts";
import { exportDataFiles, writeManifest } from "../../use-cases/export-data-files.ts";
import { exportSnapshot, packQuestionnaire } from "../../use-cases/exports.ts";
import type { Protection, ProtectionReport } from "../../use-cases/protect-dataset.ts";
import type { Services } from "../../use-cases/services.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { UsageError, WorkError } from "../outcome.ts";
import { parseCount } from "../parse-count.ts";
import { printResult } from "../print-result.ts";
import { readJsonInput } from "../read-input.node.ts";
import type { Terminal } from "../terminal.node.ts";

interface ExportOptions extends DataFolderOption {
  readonly study: string;
  readonly questionnaire?: string;
  readonly format: readonly DataFileFormat[];
  readonly snapshot?: boolean;
  readonly keys?: string;
  readonly k?: string;
  readonly coarsen?: string;
  readonly suppress?: boolean;
  readonly out: string;
  readonly json?: boolean;
}

/** `export`: data sets with codebook and manifest, or the whole analysed state as one snapshot. */
export function addExport(program: Command, terminal: Terminal): void {
  withDataFolder(
    program
      .command("export")
      .description(
        "write data.csv, variables.json, codebook.csv, manifest.json and, where pages were observed, audit.csv",
      ),
  )
    .requiredOption("--study <id>", "study")
    .option("--questionnaire <name>", "one questionnaire; every published one unless given")
    .option(
      "--format <list>",
      `the same cases in further formats beside them: ${dataFileFormats.join(",")}`,
      readFormats,
      [],
    )
    .option("--keys <list>", "background variables others may know: says how many people share a combination of them")
    .option("--k <number>", "fewest people a combination should be shared by; the study's smallest group unless given")
    .option("--coarsen <file>", "JSON list of recode and cut of derive: coarser variables in place of fine ones")
    .option("--suppress", "take the background variables out of rows whose combination too few people share")
    .option("--snapshot", "write everything that is analysed as one JSON document instead")
    .option("--out <folder>", "where the files are written", "out")
    .option("--json", "print the files as JSON")
    .action(async (options: ExportOptions) => exportStudy(options, terminal));
}

function readFormats(list: string): readonly DataFileFormat[] {
  return list.split(",").map((name) => {
    const format = dataFileFormats.find((one) => one === name.trim());
    if (format === undefined)
      throw new UsageError(`--format: expected some of ${dataFileFormats.join(",")}, got ${name}`);
    return format;
  });
}

async function exportStudy(options: ExportOptions, terminal: Terminal): Promise<void> {
  const out = resolve(options.out);
  if (options.keys === undefined && (options.coarsen !== undefined || options.suppress || options.k !== undefined))
    throw new UsageError("--keys: expected the background variables that --k, --coarsen and --suppress are about");
  if (options.keys !== undefined && options.snapshot)
    throw new UsageError("--keys: expected without --snapshot, which holds answers as they were given");
  const said: string[] = [];
  const files = await withInstallation(options, async ({ services }) => {
    const { study } = found(await services.ports.studies.find(options.study), "study.notFound", options.study);
    const protect = await readProtection(options, study.disclosure?.smallCell ?? 5);
    return options.snapshot
      ? writeSnapshot(services, options.study, out)
      : writeDatasets(services, options, { out, protect, said });
  });
  const text = [...files.map((file) => `wrote ${file}`), ...said].join("\n");
  printResult(terminal, options, { json: { files }, text });
}

async function writeSnapshot({ ports, archive }: Services, study: string, out: string): Promise<readonly string[]> {
  const { name, bytes } = await exportSnapshot({ ...ports, archive }, operatorAtMachine(), study);
  await writeWhole(join(out, name), bytes);
  return [join(out, name)];
}

async function readProtection(options: ExportOptions, smallCell: number): Promise<Protection | undefined> {
  if (options.keys === undefined) return undefined;
  const keys = options.keys.split(/[,，]/).map((key) => key.trim());
  const k = options.k === undefined ? smallCell : parseCount("--k", options.k, { from: 2, to: 1_000 });
  const rules = options.coarsen === undefined ? {} : { coarsen: await readJsonInput("--coarsen", options.coarsen) };
  return { keys, k, suppress: options.suppress === true, ...rules };
}

/** The report in a sentence. */
function sayAnonymity(questionnaire: string, { before, after, suppressedRows }: ProtectionReport): string {
  const say = ({ smallest, combinations, rowsBelow, rows, unique, k }: ProtectionReport["after"]): string =>
    `${combinations} combinations, the smallest shared by ${smallest}; ${rowsBelow} of ${rows} people share theirs with fewer than ${k}, ${unique} are alone`;
  const was = JSON.stringify(before) === JSON.stringify(after) ? "" : ` (before: ${say(before)})`;
  const lost = suppressedRows === 0 ? "" : `; ${suppressedRows} lost their background variables`;
  return `${questionnaire}: ${say(after)}${lost}${was}`;
}

interface Writing {
  readonly out: string;
  readonly protect: Protection | undefined;
  /** What is to be said at the end. */
  readonly said: string[];
}

async function writeDatasets(
  services: Services,
  options: ExportOptions,
  { out, protect, said }: Writing,
): Promise<readonly string[]> {
  const { ports, archive, software } = services;
  const { study } = options;
  const published = new Set((await ports.questionnaires.listVersionHeads(study)).map(({ name }) => String(name)));
  const wanted = options.questionnaire === undefined ? [...published] : [options.questionnaire];
  if (wanted.length === 0)
    throw new WorkError("export.nothing", `study "${study}" has no published questionnaire; publish one first`);
  const written: string[] = [];
  for (const questionnaire of wanted) {
    const { name, files, anonymity } = await packQuestionnaire({ ...ports, archive, software }, operatorAtMachine(), {
      study,
      questionnaire,
      ...(protect && { protect }),
    });
    if (anonymity !== undefined) said.push(sayAnonymity(questionnaire, anonymity));
    for (const [file, text] of files) {
      await writeWhole(join(out, name, file), text);
      written.push(join(out, name, file));
    }
    for (const format of options.format) {
      written.push(
        ...(await writeFurther(
          services,
          { study, questionnaire, format, ...(protect && { protect }) },
          join(out, name),
        )),
      );
    }
  }
  return written;
}

async function writeFurther(
  { ports, archive, software }: Services,
  place: {
    readonly study: string;
    readonly questionnaire: string;
    readonly format: DataFileFormat;
    readonly protect?: Protection;
  },
  folder: string,
): Promise<readonly string[]> {
  const request = { ...place, startPacker: startFastPacker };
  const written: string[] = [];
  for (const file of await exportDataFiles({ ...ports, archive, software }, operatorAtMachine(), request)) {
    const path = join(folder, file.name);
    const manifest = await writeWholeInPieces(path, file.pieces);
    await writeWhole(`${path}.manifest.json`, writeManifest({ ...file.about, ...manifest }));
    written.push(path, `${path}.manifest.json`);
  }
  return written;
}
