import { AnalysisError, datasetFromCsv, parseVariablesFile, presentRequest, runRequest } from "@diaoyan/analysis";
import type { Variable } from "@diaoyan/instruments";
import { type Command, Option } from "commander";
import { inFile } from "../in-file.ts";
import { WorkError } from "../outcome.ts";
import { parseCount } from "../parse-count.ts";
import { readInput, readJsonInput } from "../read-input.node.ts";
import { tableAsText } from "../table-as-text.ts";
import type { Terminal } from "../terminal.node.ts";

interface AnalyseOptions {
  readonly data: string;
  readonly variables?: string;
  readonly request: string;
  readonly seed: string;
  readonly locale: "zh" | "en";
  readonly json?: boolean;
}

type Outcome = { readonly text: string; readonly json: unknown; readonly failed: boolean };

/** `analyse`: one request or an array of them on a CSV file; a failing item does not stop the others, but sets exit status 1. */
export function addAnalyse(program: Command, terminal: Terminal): void {
  program
    .command("analyse")
    .description("run analyses on a CSV file")
    .requiredOption("--data <file>", "CSV file, UTF-8, first row = variable names")
    .option("--variables <file>", "JSON file that describes the variables")
    .requiredOption("--request <file>", "JSON file with one request or an array of them")
    .option("--seed <number>", "seed where chance is used", "1")
    .addOption(new Option("--locale <locale>", "language of tables and sentences").choices(["zh", "en"]).default("zh"))
    .option("--json", "print results as JSON")
    .action(async (options: AnalyseOptions) => analyse(options, terminal));
}

async function readVariables(file: string | undefined): Promise<readonly Variable[] | undefined> {
  if (file === undefined) return undefined;
  const json = await readJsonInput("--variables", file);
  return inFile(file, () => parseVariablesFile(json));
}

async function analyse(options: AnalyseOptions, terminal: Terminal): Promise<void> {
  const seed = parseCount("--seed", options.seed, { from: 0, to: 2 ** 31 });
  const variables = await readVariables(options.variables);
  const csv = await readInput("--data", options.data);
  const dataset = variables ? datasetFromCsv(csv, variables) : datasetFromCsv(csv);
  const request = await readJsonInput("--request", options.request);
  const outcomes = (Array.isArray(request) ? request : [request]).map((one): Outcome => {
    try {
      if (options.json) return { text: "", json: runRequest({ dataset }, one, { seed }), failed: false };
      const { table, sentences } = presentRequest({ dataset }, one, { seed, locale: options.locale });
      return {
        text: `${tableAsText(table)}\n${sentences.map(({ text }) => text).join("\n")}\n`,
        json: null,
        failed: false,
      };
    } catch (error) {
      if (!(error instanceof AnalysisError)) throw error;
      const kind = (one as { readonly kind?: unknown } | null)?.kind ?? null;
      return {
        text: `${error.code}: ${error.message}\n`,
        json: { kind, error: { code: error.code, message: error.message } },
        failed: true,
      };
    }
  });
  if (options.json) {
    const printed = outcomes.map(({ json }) => json);
    terminal.out(`${JSON.stringify(Array.isArray(request) ? printed : printed[0], null, 2)}\n`);
  } else terminal.out(outcomes.map(({ text }) => text).join("\n"));
  const failed = outcomes.filter((outcome) => outcome.failed).length;
  if (failed > 0) throw new WorkError("analyse.failed", `${failed} of ${outcomes.length} analyses failed`);
}
