import { type IndicatorFault, readTable } from "@diaoyan/instruments";
import type { Command } from "commander";
import { found } from "../../problems.ts";
import { importIndicators } from "../../use-cases/evidence.ts";
import { readPlainText } from "../../use-cases/read-plain-text.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { inFile } from "../in-file.ts";
import { WorkError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readBytes } from "../read-input.node.ts";
import type { Terminal } from "../terminal.node.ts";

interface IndicatorOptions extends DataFolderOption {
  readonly study: string;
  readonly json?: boolean;
}

/** `import indicators`: figures with unit, year, source and kind of source; a file with a faulty row is not stored. */
export function addImportIndicators(command: Command, terminal: Terminal): void {
  withDataFolder(command.command("indicators").description("official figures and unit returns as .xlsx or .csv"))
    .argument("<file>", ".xlsx or .csv, first row = 指标, 数值, 单位, 年份, 来源, 来源性质, 备注")
    .requiredOption("--study <id>", "study")
    .option("--json", "print the report as JSON")
    .action(async (file: string, options: IndicatorOptions) => bringIndicators(file, options, terminal));
}

async function bringIndicators(file: string, options: IndicatorOptions, terminal: Terminal): Promise<void> {
  const bytes = await readBytes("<file>", file);
  const [sheet] = await inFile(file, () => readTable(new Uint8Array(bytes), file, readPlainText));
  if (sheet === undefined) throw new WorkError("indicators.noRows", `${file}: expected a header with rows below it`);
  const { study } = options;
  const report = await withInstallation(options, async ({ services: { ports } }) => {
    found(await ports.studies.find(study), "study.notFound", study);
    return importIndicators(ports, operatorAtMachine(), { study, rows: sheet.rows });
  });
  const { added, replaced, faults } = report;
  const text =
    faults.length > 0
      ? faults.map(sayFault).join("\n")
      : `stored ${added} new indicators, replaced ${replaced} known ones`;
  printResult(terminal, options, { json: report, text });
  if (faults.length > 0)
    throw new WorkError(
      "indicators.invalid",
      `${file}: ${faults.length} faults; nothing was stored, mend and try again`,
    );
}

function sayFault({ row, column, message }: IndicatorFault): string {
  return `row ${row}, ${column}: ${message}`;
}
