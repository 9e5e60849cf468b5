import type { Role } from "@diaoyan/instruments";
import { type Command, Option } from "commander";
import { found } from "../../problems.ts";
import { makeResetLink } from "../../use-cases/accounts.ts";
import { inviteMember, listMembers } from "../../use-cases/members.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { type OriginOption, originOf, withOrigin } from "../origin-option.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import type { Terminal } from "../terminal.node.ts";

interface ResetOptions extends DataFolderOption, OriginOption {
  readonly json?: boolean;
}

interface InviteOptions extends DataFolderOption, OriginOption {
  readonly study: string;
  readonly role: Role;
  readonly name?: string;
  readonly json?: boolean;
}

/** `user invite` and `user list`: who may work on a study; `user reset`: another password for an account. */
export function addUser(program: Command, terminal: Terminal): void {
  const user = program.command("user").description("members of a study");
  withLink(user.command("invite").description("invite a person to a study; prints a link that works once"))
    .argument("<email>", "address the person will sign in with")
    .requiredOption("--study <id>", "study")
    .addOption(
      new Option("--role <role>", "role")
        .choices(["lead", "researcher", "interviewer", "viewer"])
        .default("researcher"),
    )
    .option("--name <name>", "name of the person; the address unless given")
    .option("--json", "print the link as JSON")
    .action(async (email: string, options: InviteOptions) => invite(email, options, terminal));
  withLink(
    user.command("reset").description("let the holder of an account set another password, by a link that works once"),
  )
    .argument("<email>", "address the person signs in with")
    .option("--json", "print the link as JSON")
    .action(async (email: string, options: ResetOptions) => reset(email, options, terminal));
  withDataFolder(user.command("list").description("members and open invitations of a study"))
    .requiredOption("--study <id>", "study")
    .option("--json", "print the members as JSON")
    .action(async (options: Pick<InviteOptions, "study" | "json" | "dataFolder">) => list(options, terminal));
}

const withLink = (command: Command): Command => withOrigin(withDataFolder(command));

async function reset(email: string, options: ResetOptions, terminal: Terminal): Promise<void> {
  const origin = originOf(options);
  const path = await withInstallation(options, ({ services: { ports } }) => makeResetLink(ports, email));
  if (path === undefined) throw new UsageError(`<email>: no account has the address ${email}`);
  const link = `${origin}${path}`;
  const text = `hand this link to ${email}, it works once within 7 days. Used, it sets a new password, takes the second factor away, lifts the wait after wrong passwords and signs the account out everywhere:\n  ${link}`;
  printResult(terminal, options, { json: { email, link }, text });
}

async function invite(email: string, options: InviteOptions, terminal: Terminal): Promise<void> {
  if (!/^[^@\s]+@[^@\s]+$/.test(email))
    throw new UsageError(`<email>: expected an address like li@example.cn, got ${email}`);
  const { study, role, name = email } = options;
  const origin = originOf(options);
  const path = await withInstallation(options, async ({ services: { ports } }) => {
    found(await ports.studies.find(study), "study.notFound", study);
    return inviteMember(ports, operatorAtMachine(), { study, email, name, role });
  });
  const link = `${origin}${path}`;
  const isMember = path === "/sign-in";
  const text = isMember
    ? `${email} has an account and is now ${role} of ${study}; sign in at ${link}`
    : `hand this link to ${email}, it works once within 7 days:\n  ${link}`;
  printResult(terminal, options, { json: { email, study, role, link }, text });
}

async function list(options: Pick<InviteOptions, "study" | "json" | "dataFolder">, terminal: Terminal): Promise<void> {
  const { members } = await withInstallation(options, async ({ services: { ports } }) => {
    found(await ports.studies.find(options.study), "study.notFound", options.study);
    return listMembers(ports, operatorAtMachine(), options.study);
  });
  const lines = members.map(
    ({ email, name, role, invited }) => `${role}\t${email}\t${name}${invited ? "\tinvited" : ""}`,
  );
  printResult(terminal, options, { json: members, text: lines.length === 0 ? "nobody yet" : lines.join("\n") });
}
