import {
  AnalysisError,
  type AnalysisInput,
  corpusFromSnapshot,
  datasetFromCsv,
  datasetFromSnapshot,
  parseVariablesFile,
  presentRequest,
  runRequest,
} from "@diaoyan/analysis";
import { createNodeTextTools } from "@diaoyan/analysis/node";
import { type Command, Option } from "commander";
import { inFile } from "../in-file.ts";
import { UsageError, WorkError } from "../outcome.ts";
import { parseCount } from "../parse-count.ts";
import { readInput, readJsonInput } from "../read-input.node.ts";
import { readSnapshot } from "../read-snapshot.node.ts";
import { tableAsText } from "../table-as-text.ts";
import type { Terminal } from "../terminal.node.ts";

interface AnalyseOptions {
  readonly data?: string;
  readonly variables?: string;
  readonly snapshot?: string;
  readonly questionnaire?: string;
  readonly request: string;
  readonly seed: string;
  readonly locale: "zh" | "en";
  readonly json?: boolean;
}

type Outcome = { readonly text: string; readonly json: unknown; readonly failed: boolean };

/** `analyse`: one request or an array of them on a CSV file or a snapshot; a failing item does not stop the others, but sets exit status 1. */
export function addAnalyse(program: Command, terminal: Terminal): void {
  program
    .command("analyse")
    .description("run analyses on a CSV file or on a snapshot")
    .option("--data <file>", "CSV file, UTF-8, first row = variable names")
    .option("--variables <file>", "JSON file that describes the variables of --data")
    .option("--snapshot <file>", 'what "export --snapshot" wrote: responses with declared scores, transcripts, codings')
    .option("--questionnaire <name>", "questionnaire of the snapshot; may be left out where there is one")
    .requiredOption("--request <file>", "JSON file with one request or an array of them")
    .option("--seed <number>", "seed where chance is used", "1")
    .addOption(new Option("--locale <locale>", "language of tables and sentences").choices(["zh", "en"]).default("zh"))
    .option("--json", "print results as JSON")
    .action(async (options: AnalyseOptions) => analyse(options, terminal));
}

async function readInputs(options: AnalyseOptions): Promise<AnalysisInput> {
  const { data, snapshot, variables, questionnaire } = options;
  if (data !== undefined && snapshot === undefined && questionnaire === undefined) return readTable(data, variables);
  if (snapshot !== undefined && data === undefined && variables === undefined)
    return readFrozen(snapshot, questionnaire);
  throw new UsageError("expected either --data with --variables or --snapshot with --questionnaire");
}

async function readTable(data: string, variablesFile: string | undefined): Promise<AnalysisInput> {
  if (variablesFile === undefined) return { dataset: datasetFromCsv(await readInput("--data", data)) };
  const json = await readJsonInput("--variables", variablesFile);
  const variables = await inFile(variablesFile, () => parseVariablesFile(json));
  return { dataset: datasetFromCsv(await readInput("--data", data), variables) };
}

/** Without a questionnaire, a snapshot of several is read for its transcripts alone. */
async function readFrozen(file: string, questionnaire: string | undefined): Promise<AnalysisInput> {
  const snapshot = await readSnapshot(file);
  const names = new Set(snapshot.versions.map(({ definition }) => definition.name));
  const corpus = { corpus: corpusFromSnapshot(snapshot), text: createNodeTextTools() };
  if (questionnaire === undefined && names.size !== 1) return corpus;
  return { ...corpus, dataset: await inFile(file, () => datasetFromSnapshot(snapshot, questionnaire)) };
}

async function analyse(options: AnalyseOptions, terminal: Terminal): Promise<void> {
  const seed = parseCount("--seed", options.seed, { from: 0, to: 2 ** 31 });
  const input = await readInputs(options);
  const request = await readJsonInput("--request", options.request);
  const outcomes = (Array.isArray(request) ? request : [request]).map((one): Outcome => {
    try {
      if (options.json) return { text: "", json: runRequest(input, one, { seed }), failed: false };
      const { table, sentences } = presentRequest(input, one, { seed, locale: options.locale });
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
