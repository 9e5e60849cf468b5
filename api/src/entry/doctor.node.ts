import { Command } from "commander";
import { addDoctor } from "../cli/commands/doctor.node.ts";
import { configureProgram } from "../cli/configure-program.ts";
import { reportFailure } from "../cli/report-failure.node.ts";
import { processTerminal } from "../cli/terminal.node.ts";

/** Runs `diaoyan doctor` and nothing else, so that a machine on which the rest does not load can be examined. */
export async function runCommandLine(args: readonly string[]): Promise<0 | 1 | 2> {
  const terminal = processTerminal;
  try {
    const program = configureProgram(new Command("diaoyan"), terminal);
    addDoctor(program, terminal);
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    return reportFailure(error, { terminal, asJson: args.includes("--json") });
  }
}
