import { basename } from "node:path";
import type { LintFinding } from "@diaoyan/instruments";
import type { Command } from "commander";
import { found } from "../../problems.ts";
import { saveQuestionnaireDraft } from "../../use-cases/questionnaires.ts";
import { readQuestionnaireFile } from "../../use-cases/read-questionnaire-file.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { WorkError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { readBytes } from "../read-input.node.ts";
import type { Terminal } from "../terminal.node.ts";

interface QuestionnaireOptions extends DataFolderOption {
  readonly study: string;
  readonly acceptErrors?: boolean;
  readonly replace?: boolean;
  readonly json?: boolean;
}

/** `import questionnaire`: an XLSForm or SurveyJS file becomes a draft. */
export function addImportQuestionnaire(command: Command, terminal: Terminal): void {
  withDataFolder(command.command("questionnaire").description("a questionnaire as XLSForm (.xlsx) or SurveyJS (.json)"))
    .argument("<file>", "XLSForm .xlsx, SurveyJS .json, or a questionnaire as Diaoyan exports it")
    .requiredOption("--study <id>", "study")
    .option("--accept-errors", "save the draft although something of the file could not be kept")
    .option("--replace", "replace the draft of a questionnaire of the same name")
    .option("--json", "print the findings as JSON")
    .action(async (file: string, options: QuestionnaireOptions) => bringQuestionnaire(file, options, terminal));
}

const sayFinding = ({ severity, path, message, remedy }: LintFinding) =>
  `${severity}  ${path === "" ? "" : `${path}: `}${message}; ${remedy}`;

async function bringQuestionnaire(file: string, options: QuestionnaireOptions, terminal: Terminal): Promise<void> {
  const bytes = await readBytes("<file>", file);
  const { study, acceptErrors = false, replace = false } = options;
  const imported = await withInstallation(options, async ({ services: { ports } }) => {
    found(await ports.studies.find(study), "study.notFound", study);
    const { definition, findings, revision } = await readQuestionnaireFile(ports, {
      study,
      name: basename(file),
      bytes,
    });
    const lines = findings.map(sayFinding).join("\n");
    const errors = findings.filter(({ severity }) => severity === "error").length;
    if (definition === null) throw new WorkError("import.noQuestionnaire", `${file} holds no questionnaire\n${lines}`);
    if (errors > 0 && !acceptErrors)
      throw new WorkError(
        "import.findings",
        `${errors} errors, nothing was saved; --accept-errors saves a draft\n${lines}`,
      );
    if (revision > 0 && !replace)
      throw new WorkError(
        "import.exists",
        `the study has a questionnaire ${definition.name}; --replace replaces its draft`,
      );
    const { name } = definition;
    await saveQuestionnaireDraft(ports, operatorAtMachine(), {
      study,
      questionnaire: name,
      definition,
      base: revision,
    });
    return { questionnaire: name, findings };
  });
  const text = [`draft ${imported.questionnaire} saved in ${study}`, ...imported.findings.map(sayFinding)].join("\n");
  printResult(terminal, options, { json: imported, text });
}
