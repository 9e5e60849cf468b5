import { Command } from "commander";
import { addAnalyse } from "./commands/analyse.node.ts";
import { addDemo } from "./commands/demo.node.ts";
import type { Terminal } from "./terminal.node.ts";

/** The command `diaoyan` with all its sub-commands. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command("diaoyan")
    .description("survey and interview research toolkit 调研")
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
  program.showHelpAfterError("(add --help for the options)");
  addAnalyse(program, terminal);
  addDemo(program, terminal);
  return program;
}
