import { createProgram } from "../cli/program.node.ts";
import { reportFailure } from "../cli/report-failure.node.ts";
import { processTerminal, type Terminal } from "../cli/terminal.node.ts";

/** Runs `diaoyan` with these arguments; answers the exit status: 0 done, 1 the work failed, 2 wrong use. */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal = processTerminal,
): Promise<0 | 1 | 2> {
  try {
    await createProgram(terminal).parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    return reportFailure(error, { terminal, asJson: args.includes("--json") });
  }
}
