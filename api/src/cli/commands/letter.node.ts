import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readCsvRows } from "@diaoyan/instruments";
import type { Command } from "commander";
import { writeWhole } from "../../storage/write-whole.node.ts";
import { writeLetters } from "../../use-cases/write-letters.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { type OriginOption, originOf, withOrigin } from "../origin-option.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import type { Terminal } from "../terminal.node.ts";

interface LetterOptions extends DataFolderOption, OriginOption {
  readonly study: string;
  readonly questionnaire: string;
  readonly unit?: string;
  readonly contact: string;
  readonly units?: string;
  readonly collector?: string;
  readonly day?: string;
  readonly deadline?: string;
  readonly returnBy: string;
  readonly out: string;
  readonly json?: boolean;
}

/** `letter`: cover letters 调研函 to one unit or to each unit of a list. */
export function addLetter(program: Command, terminal: Terminal): void {
  withOrigin(
    withDataFolder(
      program.command("letter").description("write cover letters 调研函 as .docx from the study's letter.md"),
    ),
  )
    .requiredOption("--study <id>", "study")
    .requiredOption("--questionnaire <name>", "questionnaire the letter asks to fill in")
    .option("--unit <name>", "one unit")
    .option("--contact <who>", "department or person at that unit", "")
    .option("--units <file>", "CSV: unit, contact; one line each, no header")
    .option("--collector <id>", "open link whose address and code the letter carries; paper only unless given")
    .option("--day <YYYY-MM-DD>", "day of the letter")
    .option("--deadline <YYYY-MM-DD>", "last day for answers")
    .option("--return-by <text>", "how forms come back", "")
    .option("--out <folder>", "where the letters are written", "out")
    .option("--json", "print the files as JSON")
    .action(async (options: LetterOptions) => write(options, terminal));
}

async function write(options: LetterOptions, terminal: Terminal): Promise<void> {
  const { study, questionnaire, collector = null, returnBy } = options;
  const order = {
    study,
    questionnaire,
    collector,
    day: readDay("--day", options.day),
    deadline: readDay("--deadline", options.deadline),
    returnBy,
    addressees: await readAddressees(options),
    origin: originOf(options),
  };
  const files = await withInstallation(options, ({ services: { ports } }) =>
    writeLetters(ports, operatorAtMachine(), order),
  );
  const out = resolve(options.out);
  for (const { name, bytes } of files) await writeWhole(join(out, name), bytes);
  const paths = files.map(({ name }) => join(out, name));
  printResult(terminal, options, { json: { files: paths }, text: paths.map((path) => `wrote ${path}`).join("\n") });
}

function readDay(option: string, given: string | undefined): string | null {
  if (given === undefined) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given))) return given;
  throw new UsageError(`${option}: expected a day as 2026-09-30, got ${given}`);
}

async function readAddressees({ unit, contact, units }: LetterOptions) {
  if ((unit === undefined) === (units === undefined)) {
    throw new UsageError("give either --unit with a name or --units with a file");
  }
  if (unit !== undefined) return [{ unit: unit.trim(), contact }];
  const text = await readFile(units ?? "", "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--units: ${units} cannot be read (${error.code})`);
  });
  const rows = readCsvRows(text).filter((row) => row.some((cell) => cell.trim() !== ""));
  if (rows.length === 0) throw new UsageError(`--units: ${units} names no unit`);
  return rows.map((row, index) => {
    const [name = "", who = ""] = row.map((cell) => cell.trim());
    if (name === "") throw new UsageError(`--units: line ${index + 1} of ${units} names no unit`);
    return { unit: name, contact: who };
  });
}
