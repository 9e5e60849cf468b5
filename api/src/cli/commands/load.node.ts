import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { readPackFolder } from "@diaoyan/instruments/node";
import type { Command } from "commander";
import { loadPackAsOperator } from "../../use-cases/load-study-pack.ts";
import { inviteMember } from "../../use-cases/members.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { type OriginOption, originOf, withOrigin } from "../origin-option.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import type { Terminal } from "../terminal.node.ts";

interface LoadOptions extends DataFolderOption, OriginOption {
  readonly lead?: string;
  readonly simulated?: boolean;
  readonly json?: boolean;
}

const library = resolve(import.meta.dirname, "../../../../instruments/library");

/** `load`: creates a study from a pack, or brings a pack's new files into the study that stands. */
export function addLoad(program: Command, terminal: Terminal): void {
  withOrigin(
    withDataFolder(program.command("load").description("create a study from a pack, or bring its new files into it")),
  )
    .argument(
      "<pack>",
      "folder of the pack, or one that comes along: evaluation-reform, talent-development, activities, blank",
    )
    .option("--lead <email>", "who leads a new study: a member at once, or invited when there is no such account yet")
    .option("--simulated", "mark everything of the study as generated data 模拟数据")
    .option("--json", "print what was loaded as JSON")
    .action(async (pack: string, options: LoadOptions) => load(pack, options, terminal));
}

async function load(name: string, options: LoadOptions, terminal: Terminal): Promise<void> {
  const files = Object.fromEntries(await readPackFolder(findPack(name)));
  const caller = operatorAtMachine();
  const origin = originOf(options);
  const result = await withInstallation(options, async ({ services: { ports } }) => {
    const email = options.lead?.toLowerCase();
    const lead = email === undefined ? undefined : await ports.members.findUserByEmail(email);
    const loaded = await loadPackAsOperator(
      ports,
      { files, ...(options.simulated ? { simulated: true } : {}) },
      { actor: caller.id, lead },
    );
    if (!loaded.isNew || email === undefined || lead !== undefined) return { ...loaded, invitation: null };
    const path = await inviteMember(ports, caller, { study: loaded.study, email, name: email, role: "lead" });
    return { ...loaded, invitation: `${origin}${path}` };
  });
  printResult(terminal, options, { json: result, text: describe(result, options.lead) });
}

function findPack(name: string): string {
  const folder = [resolve(name), join(library, name)].find((place) => existsSync(join(place, "study.yaml")));
  if (folder !== undefined) return folder;
  throw new UsageError(
    `<pack>: expected a folder with a study.yaml, or evaluation-reform, talent-development, activities or blank, got ${name}`,
  );
}

function describe(
  result: {
    readonly study: string;
    readonly isNew: boolean;
    readonly questionnaires: readonly string[];
    readonly invitation: string | null;
  },
  lead: string | undefined,
): string {
  const lines = [
    `${result.isNew ? "created" : "updated"} ${result.study}: questionnaires ${result.questionnaires.join(", ")}`,
  ];
  if (result.invitation !== null)
    lines.push(`${lead} has no account yet; hand over this link, it works once within 7 days:\n  ${result.invitation}`);
  if (result.isNew && lead === undefined)
    lines.push(`nobody leads it yet: diaoyan user invite <email> --study ${result.study} --role lead`);
  return lines.join("\n");
}
