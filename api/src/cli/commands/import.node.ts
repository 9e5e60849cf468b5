import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { hashText, readCsvRows, type TranscriptFinding } from "@diaoyan/instruments";
import type { Command } from "commander";
import { transcriptFileFormat } from "../../contract/fieldwork.ts";
import { uuidOfHash } from "../../contract/uuid.ts";
import { found } from "../../problems.ts";
import { importResponses } from "../../use-cases/import-responses.ts";
import { importTranscript } from "../../use-cases/transcripts.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { inFile } from "../in-file.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readInput } from "../read-input.node.ts";
import { showProgress, type Terminal } from "../terminal.node.ts";
import { addImportIndicators } from "./import-indicators.node.ts";
import { addImportPolicies } from "./import-policies.node.ts";
import { addImportQuestionnaire } from "./import-questionnaire.node.ts";
import { addImportRescue } from "./import-rescue.node.ts";
import { addImportRoster } from "./import-roster.node.ts";
import { addImportWjx } from "./import-wjx.node.ts";
import { type ConsentOptions, readConsent, sayImported, withConsent } from "./imported-responses.ts";

interface ResponsesOptions extends DataFolderOption, ConsentOptions {
  readonly study: string;
  readonly questionnaire: string;
  readonly ignore?: readonly string[];
  readonly json?: boolean;
}

interface TranscriptsOptions extends DataFolderOption {
  readonly study: string;
  readonly session?: string;
  readonly json?: boolean;
}

/** `import`: responses, transcripts, rescue files and questionnaires of other programs. */
export function addImport(program: Command, terminal: Terminal): void {
  const command = program.command("import").description("bring in what was collected outside");
  withDataFolder(
    withConsent(command.command("responses").description("responses of a CSV file whose columns are the variables")),
  )
    .argument("<file>", "CSV, first row = variable names as in data.csv of an export, cells = codes")
    .requiredOption("--study <id>", "study")
    .requiredOption("--questionnaire <name>", "published questionnaire")
    .option("--ignore <columns...>", "columns that are no variables")
    .option("--json", "print what was imported as JSON")
    .action(async (file: string, options: ResponsesOptions) => bringResponses(file, options, terminal));
  addImportQuestionnaire(command, terminal);
  addImportWjx(command, terminal);
  addImportRescue(command, terminal);
  addImportRoster(command, terminal);
  addImportIndicators(command, terminal);
  addImportPolicies(command, terminal);
  withDataFolder(
    command.command("transcripts").description("transcripts as .txt, .docx, .srt, .vtt or .json of Whisper"),
  )
    .argument("<files...>", "files; a transcript is called like its file")
    .requiredOption("--study <id>", "study")
    .option("--session <id>", "session the transcripts belong to")
    .option("--json", "print the transcripts as JSON")
    .action(async (files: readonly string[], options: TranscriptsOptions) =>
      bringTranscripts(files, options, terminal),
    );
}

async function bringResponses(file: string, options: ResponsesOptions, terminal: Terminal): Promise<void> {
  const [header, ...rows] = readCsvRows(await readInput("<file>", file));
  if (header === undefined) throw new UsageError(`<file>: ${file} is empty; expected a first row of variable names`);
  const { study, questionnaire, ignore = [] } = options;
  const consent = readConsent(options);
  const imported = await withInstallation(options, ({ services }) =>
    importResponses(
      { ...services.ports, lookup: services.lookup, intake: services.intake, visits: services.visits },
      operatorAtMachine(),
      {
        study,
        questionnaire,
        name: basename(file),
        header: header.map((name) => name.trim()),
        rows,
        ignored: ignore,
        consent,
      },
      showProgress(terminal, "responses", rows.length),
    ),
  );
  printResult(terminal, options, { json: imported, text: sayImported(imported, { file, study, consent }) });
}

async function bringTranscripts(
  files: readonly string[],
  options: TranscriptsOptions,
  terminal: Terminal,
): Promise<void> {
  const read = await Promise.all(files.map(readTranscriptFile));
  const { study, session } = options;
  const imported = await withInstallation(options, async ({ services: { ports } }) => {
    found(await ports.studies.find(study), "study.notFound", study);
    const summaries = [];
    for (const { path, ...file } of read)
      summaries.push(
        await inFile(path, () => importTranscript(ports, operatorAtMachine(), { study, session, ...file })),
      );
    return summaries;
  });
  const json = imported.map(({ transcript, findings }) => ({ ...transcript, findings }));
  const text = json.flatMap(({ id, title, characters, findings }) => [
    `${id}  ${title}  ${characters} characters`,
    ...findings.map(sayFinding),
  ]);
  printResult(terminal, options, { json, text: text.join("\n") });
}

function sayFinding({ count, message, places, unit }: TranscriptFinding): string {
  return `  ${unit} ${places.join(", ")}${count > places.length ? ` and ${count - places.length} more` : ""}: ${message}`;
}

async function readTranscriptFile(file: string) {
  const format = transcriptFileFormat.safeParse(extname(file).slice(1).toLowerCase()).data;
  if (format === undefined) throw new UsageError(`<files>: expected .txt, .docx, .srt, .vtt or .json, got ${file}`);
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `<files>: cannot read ${file}: ${error.code === "ENOENT" ? "there is no such file" : error.message}`,
    );
  });
  // the same file again is the same transcript
  const id = uuidOfHash(hashText(bytes.toString("base64")));
  return { path: file, id, title: basename(file, extname(file)), format, bytes: new Uint8Array(bytes) } as const;
}
