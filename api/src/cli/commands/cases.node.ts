import type { CaseSummary } from "@diaoyan/analysis";
import { type Command, Option } from "commander";
import { found } from "../../problems.ts";
import { readCaseMaterial } from "../../use-cases/case-material.ts";
import { listCases } from "../../use-cases/cases.ts";
import { draftCaseOf, redraftCaseOf } from "../../use-cases/draft-cases.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import type { Terminal } from "../terminal.node.ts";

interface StudyOption extends DataFolderOption {
  readonly study: string;
  readonly json?: boolean;
}

interface DraftOptions extends StudyOption {
  readonly case?: string;
  readonly kind: "reform" | "person";
  readonly title?: string;
  readonly session?: string;
  readonly unit?: string;
  readonly transcript: readonly string[];
  readonly documents?: boolean;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `cases`: lists the cases of a study and drafts them from what was said or published. */
export function addCases(program: Command, terminal: Terminal): void {
  const cases = program.command("cases").description("cases 案例 of a study: list them, draft them");
  withDataFolder(cases.command("list").description("list the cases with where they stand in the workflow"))
    .requiredOption("--study <id>", "study")
    .option("--json", "print the cases as JSON")
    .action(async (options: StudyOption) => list(options, terminal));
  withDataFolder(
    cases
      .command("draft")
      .description("draft a case by extraction, every sentence with its source; an existing one is drafted anew"),
  )
    .requiredOption("--study <id>", "study")
    .option("--session <id>", "a session whose transcripts are used")
    .option("--unit <code>", "a unit, all of whose sessions are used")
    .option("--transcript <id>", "a single transcript or policy text; may be given again", collect, [])
    .option("--documents", "made of published documents alone: nobody but the secrecy check confirms it")
    .addOption(new Option("--kind <kind>", "which template").choices(["reform", "person"]).default("reform"))
    .option("--title <title>", "title of a new case")
    .option("--case <id>", "draft this case anew; what a person wrote, reworded or took out stays")
    .option("--json", "print the case as JSON")
    .action(async (options: DraftOptions) => draft(options, terminal));
}

async function list(options: StudyOption, terminal: Terminal): Promise<void> {
  const cases = await withInstallation(options, async ({ services: { ports } }) => {
    found(await ports.studies.find(options.study), "study.notFound", options.study);
    return listCases(ports, options.study);
  });
  const lines = cases.map(
    ({ id, status, publicationConsent, title }) =>
      `${id}  ${status}  ${publicationConsent ? "consented" : "no consent"}  ${title}`,
  );
  printResult(terminal, options, {
    json: { study: options.study, cases },
    text: lines.join("\n") || "no case stands here yet",
  });
}

async function draft(options: DraftOptions, terminal: Terminal): Promise<void> {
  const { study } = options;
  const { summary, kept, foreign } = await withInstallation(options, async ({ services: { ports, archive } }) => {
    found(await ports.studies.find(study), "study.notFound", study);
    const made =
      options.case === undefined
        ? { summary: await draftCaseOf(ports, operatorAtMachine(), orderOf(options, ports.ids.uuid())), kept: 0 }
        : await redraft(ports, options.case, study);
    const material = await readCaseMaterial({ ...ports, archive }, operatorAtMachine(), study, made.summary.id);
    return { ...made, foreign: material.foreignNumbers };
  });
  printResult(terminal, options, {
    json: { case: summary, kept, foreignNumbers: foreign },
    text: describe(summary, kept),
  });
}

async function redraft(ports: Parameters<typeof redraftCaseOf>[0], id: string, study: string) {
  const { revision } = found(await ports.cases.find(study, id), "case.notFound", id);
  return redraftCaseOf(ports, operatorAtMachine(), { study, id, revision });
}

function orderOf({ study, kind, title, session, unit, transcript, documents = false }: DraftOptions, id: string) {
  if (title === undefined) throw new UsageError("--title: expected the title of the new case");
  if (session === undefined && unit === undefined && transcript.length === 0)
    throw new UsageError("expected --session, --unit or --transcript: a case is drafted from something");
  const basis = documents ? ("documents" as const) : ("interviews" as const);
  return { study, id, kind, title, session, unit, transcripts: transcript, basis };
}

function describe({ id, title, sections, withheld = 0 }: CaseSummary, kept: number): string {
  const body = sections.flatMap(({ heading, sentences }) => [
    "",
    heading,
    ...sentences.map(({ text, source }) =>
      source === null ? `  ${text}` : `  ${text}  [${source.transcript}:${source.start}-${source.end}]`,
    ),
  ]);
  const hands = kept === 0 ? "" : `, ${kept} sentences of a person kept`;
  return [`${id}  ${title}  (${withheld} sentences withheld${hands})`, ...body].join("\n");
}
