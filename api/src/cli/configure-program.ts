import type { Command } from "commander";
import type { Terminal } from "./terminal.node.ts";

/** How the command speaks: its own name, to a terminal, with errors that are thrown and never end the process. */
export function configureProgram(program: Command, terminal: Terminal): Command {
  return program
    .description("survey and interview research toolkit 调研")
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError("(add --help for the options)");
}
