import { basename } from "node:path";
import {
  columnLetters,
  cutRosterRows,
  InstrumentError,
  matchRosterColumns,
  type RosterColumn,
  type RosterDecisions,
  type RosterKind,
  readTable,
  type Sheet,
} from "@diaoyan/instruments";
import type { Command } from "commander";
import { Option } from "commander";
import { importRoster, type RosterImportReport } from "../../use-cases/import-roster.ts";
import { readPlainText } from "../../use-cases/read-plain-text.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { UsageError, WorkError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readBytes, readJsonInput } from "../read-input.node.ts";
import type { Terminal } from "../terminal.node.ts";

interface RosterOptions extends DataFolderOption {
  readonly study: string;
  readonly kind: RosterKind;
  readonly source: string;
  readonly sheet?: string;
  readonly decisions?: string;
  readonly goodRows?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `import roster`: people or units of a spreadsheet become the roster and sampling frame of a study. */
export function addImportRoster(command: Command, terminal: Terminal): void {
  withDataFolder(command.command("roster").description("people or units as .xlsx or .csv, into the roster"))
    .argument("<file>", ".xlsx or .csv, first row = headers such as 姓名, 单位名称, 职称")
    .requiredOption("--study <id>", "study")
    .requiredOption("--source <text>", "where the list came from and on what basis it is kept")
    .addOption(new Option("--kind <kind>", "what the rows are").choices(["people", "units"]).default("people"))
    .option("--sheet <name>", "sheet of the file; the first filled one unless given")
    .option(
      "--decisions <file>",
      'JSON on likely doubles, e.g. {"rows": {"5": "skip", "6": "add", "7": {"update": "abc"}}, "units": {"甲院": "甲医院"}}',
    )
    .option("--good-rows", "take the good rows although others have faults or open questions")
    .option("--dry-run", "say what would happen, store nothing")
    .option("--json", "print the report as JSON")
    .action(async (file: string, options: RosterOptions) => bringRoster(file, options, terminal));
}

async function bringRoster(file: string, options: RosterOptions, terminal: Terminal): Promise<void> {
  const { study, kind, source, dryRun = false, goodRows = false } = options;
  const sheet = findSheet(await readBytes("<file>", file), file, options.sheet);
  const columns = matchRosterColumns(sheet.rows[0] ?? [], kind);
  const rows = cutRosterRows(sheet, columns);
  if (!columns.some(({ field }) => field !== null) || rows.length === 0)
    throw new WorkError("roster.noRows", `${file}: expected headers such as 姓名 and 单位名称 with rows below them`);
  const given = options.decisions === undefined ? {} : await readJsonInput("--decisions", options.decisions);
  const decisions: RosterDecisions = { units: {}, rows: {}, ...(given as Partial<RosterDecisions>) };
  const report = await withInstallation(options, async ({ services: { ports } }) => {
    const whole = { study, kind, source, rows, decisions };
    const checked = await importRoster(ports, operatorAtMachine(), { ...whole, check: true });
    const stopped = checked.questions.length + checked.faults.length > 0 && !goodRows;
    return dryRun || stopped ? checked : importRoster(ports, operatorAtMachine(), { ...whole, check: false });
  });
  const lines = [...columns.map(sayColumn), ...sayRows(report, columns), saySum(report)];
  printResult(terminal, options, { json: { columns, ...report }, text: lines.join("\n") });
  if (!report.stored && !dryRun)
    throw new WorkError(
      "roster.open",
      `${basename(file)}: nothing was stored; mend the rows above, decide with --decisions, or take the others with --good-rows`,
    );
}

function findSheet(bytes: Uint8Array, file: string, name: string | undefined): Sheet {
  const sheets = readSheets(bytes, file);
  const sheet = name === undefined ? sheets[0] : sheets.find((one) => one.name === name);
  if (sheet !== undefined) return sheet;
  throw new UsageError(`--sheet: ${file} has ${sheets.map((one) => one.name).join(", ") || "no filled sheet"}`);
}

function readSheets(bytes: Uint8Array, file: string): readonly Sheet[] {
  try {
    return readTable(bytes, file, readPlainText);
  } catch (error) {
    if (error instanceof InstrumentError) throw new WorkError(error.code, `${file}: ${error.message}`);
    throw error;
  }
}

function sayColumn({ index, header, field, refused }: RosterColumn): string {
  return `${columnLetters(index)}  ${header}  →  ${field ?? (refused ? "not read: more than is needed" : "left out")}`;
}

function sayRows({ questions, faults }: RosterImportReport, columns: readonly RosterColumn[]): readonly string[] {
  const letters = new Map(columns.map(({ field, index }) => [field, columnLetters(index)]));
  return [
    ...faults.map(
      ({ row, field, value, reason }) =>
        `row ${row}, ${letters.get(field) ?? field}: ${reason}${value && `, got "${value}"`}`,
    ),
    ...questions.map((one) =>
      one.ask === "unit"
        ? `row ${one.row}: unit "${one.name}" may be ${one.candidates.map((name) => `"${name}"`).join(", ")}`
        : `row ${one.row}: may be ${one.twins.map(({ person, row, why }) => `${person ?? `row ${row}`} (${why})`).join(", ")}`,
    ),
  ];
}

function saySum({ stored, added, updated, unchanged, skipped, units, questions, faults }: RosterImportReport): string {
  const left = new Set([...questions, ...faults].map(({ row }) => row)).size;
  const counts = `${added} added, ${updated} updated, ${unchanged} unchanged, ${skipped} left out as doubles, ${left} open; ${units} new units`;
  return stored ? counts : `would be: ${counts}; nothing was stored`;
}
