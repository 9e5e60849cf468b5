import type { Command } from "commander";

export interface DataFolderOption {
  readonly dataFolder: string;
}

/** Adds `--data-folder`, which `DIAOYAN_DATA` sets for all commands. */
export function withDataFolder(command: Command): Command {
  return command.option(
    "--data-folder <folder>",
    "where the installation keeps its data (or DIAOYAN_DATA)",
    process.env["DIAOYAN_DATA"] ?? "data",
  );
}
