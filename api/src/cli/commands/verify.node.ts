import type { Command } from "commander";
import { found } from "../../problems.ts";
import { verifyStudy } from "../../use-cases/verify-study.ts";
import { type DataFolderOption, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { WorkError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import type { Terminal } from "../terminal.node.ts";

interface VerifyOptions extends DataFolderOption {
  readonly study?: string;
  readonly json?: boolean;
}

/** `verify`: holds what is stored against the hash chains; exit status 1 when anything does not fit. */
export function addVerify(program: Command, terminal: Terminal): void {
  withDataFolder(program.command("verify").description("prove that responses and audit log are what was accepted"))
    .option("--study <id>", "one study; all unless given")
    .option("--json", "print the findings as JSON")
    .action(async (options: VerifyOptions) => verify(options, terminal));
}

async function verify(options: VerifyOptions, terminal: Terminal): Promise<void> {
  const studies = await withInstallation(options, async ({ services: { ports } }) => {
    const all = (await ports.studies.list()).map(({ study }) => String(study.id));
    const wanted = options.study === undefined ? all : [options.study];
    if (options.study !== undefined) found(await ports.studies.find(options.study), "study.notFound", options.study);
    return Promise.all(wanted.map(async (study) => ({ study, findings: await verifyStudy(ports, study) })));
  });
  const text = studies.map(({ study, findings }) =>
    [
      `${study}: ${findings.length === 0 ? "whole" : `${findings.length} findings`}`,
      ...findings.map(({ code, place, message }) => `  ${code} ${place}: ${message}`),
    ].join("\n"),
  );
  printResult(terminal, options, { json: { studies }, text: text.join("\n") || "no study stands here yet" });
  const broken = studies.filter(({ findings }) => findings.length > 0);
  if (broken.length > 0) {
    throw new WorkError(
      "verify.findings",
      `${broken.length} of ${studies.length} studies do not fit their logs; compare with a backup`,
    );
  }
}
