import { basename, join } from "node:path";
import { datasetFromCsv } from "@diaoyan/analysis";
import { packDataset } from "@diaoyan/exports";
import {
  type ColumnMatch,
  columnLetters,
  draftDataset,
  hashText,
  InstrumentError,
  mapAnswers,
  matchColumns,
  readHeader,
  readWorkbook,
  type Sheet,
} from "@diaoyan/instruments";
import type { Command } from "commander";
import { found } from "../../problems.ts";
import { writeWhole } from "../../storage/write-whole.node.ts";
import { checkResponses, importResponses } from "../../use-cases/import-responses.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { UsageError, WorkError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readBytes, readJsonInput } from "../read-input.node.ts";
import { showProgress, type Terminal } from "../terminal.node.ts";
import { type ConsentOptions, readConsent, sayImported, withConsent } from "./imported-responses.ts";

interface WjxOptions extends DataFolderOption, ConsentOptions {
  readonly study?: string;
  readonly questionnaire?: string;
  readonly map?: string;
  readonly sheet?: string;
  readonly out?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `import wjx`: answers of 问卷星 and its like, into a questionnaire or, without one, into a data set. */
export function addImportWjx(command: Command, terminal: Terminal): void {
  withDataFolder(withConsent(command.command("wjx").description("answers as 问卷星 exports them (.xlsx)")))
    .argument("<file>", ".xlsx, first row = questions, one row a respondent")
    .option("--study <id>", "study to import into")
    .option("--questionnaire <name>", "published questionnaire the answers belong to")
    .option("--map <file>", 'JSON from column letters to variables, e.g. {"G": "BG01", "H": null}')
    .option("--sheet <name>", "sheet of the file; the first unless given")
    .option(
      "--out <folder>",
      "without a questionnaire: write data.csv, variables.json, codebook.csv, manifest.json there",
    )
    .option("--dry-run", "show how the columns are read and check every row, but store nothing")
    .option("--json", "print the result as JSON")
    .action(async (file: string, options: WjxOptions) => bringAnswers(file, options, terminal));
}

async function bringAnswers(file: string, options: WjxOptions, terminal: Terminal): Promise<void> {
  const { study, questionnaire, out } = options;
  const sheet = findSheet(await readBytes("<file>", file), options.sheet, file);
  if (out !== undefined && questionnaire === undefined) return writeDataset(sheet, { file, out, options, terminal });
  if (study === undefined || questionnaire === undefined)
    throw new UsageError(
      "expected either --study with --questionnaire, or --out for a data set without a questionnaire",
    );
  return storeAnswers(sheet, { file, study, questionnaire, options, terminal });
}

function findSheet(bytes: Uint8Array, name: string | undefined, file: string): Sheet {
  const sheets = readSheets(bytes, file).filter(({ rows }) => rows.length > 0);
  const sheet = name === undefined ? sheets[0] : sheets.find((one) => one.name === name);
  if (sheet === undefined)
    throw new UsageError(`--sheet: ${file} has ${sheets.map((one) => one.name).join(", ") || "no filled sheet"}`);
  return sheet;
}

function readSheets(bytes: Uint8Array, file: string): readonly Sheet[] {
  try {
    return readWorkbook(bytes).sheets;
  } catch (error) {
    if (error instanceof InstrumentError) throw new WorkError(error.code, `${file}: ${error.message}`);
    throw error;
  }
}

interface StoreRequest {
  readonly file: string;
  readonly study: string;
  readonly questionnaire: string;
  readonly options: WjxOptions;
  readonly terminal: Terminal;
}

async function storeAnswers(sheet: Sheet, request: StoreRequest): Promise<void> {
  const { file, study, questionnaire, options, terminal } = request;
  const changes = options.map === undefined ? {} : await readJsonInput("--map", options.map);
  const consent = readConsent(options);
  const done = await withInstallation(options, async ({ services }) => {
    const versions = await services.ports.questionnaires.listVersions(study, questionnaire);
    const open = found(
      versions.findLast(({ status }) => status === "published"),
      "questionnaire.notFound",
      `${questionnaire} (published, in ${study})`,
    );
    const matched = matchColumns(open.compiled, (sheet.rows[0] ?? []).map(readHeader));
    const matches = changeMatches(matched, changes as Readonly<Record<string, string | null>>);
    const columns = matches.map(sayMatch);
    if (matches.every(({ target }) => target === null))
      throw new WorkError(
        "import.noColumns",
        [
          `no column of row 1 of sheet "${sheet.name}" goes to a question of ${questionnaire}; nothing was imported`,
          ...columns,
          "the first row holds the questions: delete a title row or merged headings above it, or name columns by --map",
        ].join("\n  "),
      );
    // a row that does not fit is read beside where its columns went
    if (options.dryRun && !options.json) terminal.out(`${columns.join("\n")}\n`);
    const mapped = mapAnswers(open.compiled, sheet, matches);
    if (mapped.doubled.length > 0)
      throw new UsageError(`--map: two columns go to ${mapped.doubled.join(", ")}; keep one of them`);
    if (mapped.faults.length > 0)
      throw new WorkError(
        "import.cells",
        [
          `${mapped.faults.length} cells fit nothing; nothing was imported`,
          ...mapped.faults.slice(0, 50).map(sayFault),
        ].join("\n"),
      );
    const read = {
      study,
      questionnaire,
      name: basename(file),
      ...mapped,
      ignored: [],
      source: hashText(JSON.stringify(sheet.rows)),
      consent,
    };
    const ports = { ...services.ports, lookup: services.lookup, intake: services.intake, visits: services.visits };
    if (options.dryRun) return { columns, ...(await checkResponses(ports, read)) };
    const progress = showProgress(terminal, "responses", mapped.rows.length);
    return { columns, ...(await importResponses(ports, operatorAtMachine(), read, progress)) };
  });
  const end = sayImported(done, { file, study, consent });
  const shown = options.dryRun ? [] : done.columns;
  printResult(terminal, options, { json: done, text: [...shown, end].join("\n") });
}

/** The matches with what a person wrote otherwise. */
function changeMatches(
  matches: readonly ColumnMatch[],
  changes: Readonly<Record<string, string | null>>,
): readonly ColumnMatch[] {
  const letters = new Set(matches.map(({ column }) => columnLetters(column.index)));
  for (const letter of Object.keys(changes))
    if (!letters.has(letter)) throw new UsageError(`--map: the sheet has no column ${letter} with a header`);
  return matches.map((match) => {
    const change = changes[columnLetters(match.column.index)];
    return change === undefined || match.column.kind === "personal" ? match : { ...match, target: change, by: "text" };
  });
}

function sayMatch({ column, target, by }: ColumnMatch): string {
  const left = column.kind === "personal" ? "left out: names a person or a device" : "left out";
  return `${columnLetters(column.index)}  ${column.header}  →  ${target ?? left}${by === "order" ? " (by its place; please check)" : ""}`;
}

function sayFault(fault: ReturnType<typeof mapAnswers>["faults"][number]): string {
  const { sheet, row, column, header, value, expected } = fault;
  return `${sheet}!${column}${row} (${header}): "${value}"; expected ${expected}`;
}

interface DatasetRequest {
  readonly file: string;
  readonly out: string;
  readonly options: WjxOptions;
  readonly terminal: Terminal;
}

async function writeDataset(sheet: Sheet, { file, out, options, terminal }: DatasetRequest): Promise<void> {
  const { variables, rows, personal, sensitive, administrative } = draftDataset(sheet);
  if (variables.length === 0) throw new WorkError("import.noQuestions", `${file}: the first row names no question`);
  const lines = [variables.map(({ name }) => name), ...rows].map((cells) => cells.map(quote).join(","));
  const dataset = datasetFromCsv(`${lines.join("\n")}\n`, variables);
  const about = { source: basename(file), leftOut: [...personal, ...administrative] };
  const files: string[] = [];
  for (const [name, text] of packDataset(dataset, about)) {
    await writeWhole(join(out, name), text);
    files.push(join(out, name));
  }
  const left = [
    ...personal.map((header) => `left out, names a person or a device: ${header}`),
    ...administrative.map((header) => `left out: ${header}`),
    ...sensitive.map((header) => `kept, but seems to ask who somebody is; remove it if so: ${header}`),
  ];
  const summary = `${rows.length} rows, ${variables.length} variables; codes were drafted from this file, look over codebook.csv`;
  const text = [...files.map((name) => `wrote ${name}`), ...left, summary].join("\n");
  printResult(terminal, options, {
    json: { files, rows: rows.length, variables: variables.length, personal, sensitive, administrative },
    text,
  });
}

function quote(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
