import { runCommandLine } from "../../src/entry/cli.node.ts";

/** What a command said and how it ended. */
export interface CliRun {
  readonly status: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

/** Runs `diaoyan` in this process with its output caught. */
export async function runCli(...args: readonly string[]): Promise<CliRun> {
  const out: string[] = [];
  const err: string[] = [];
  const status = await runCommandLine(args, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    isScreen: false,
  });
  return { status, out: out.join(""), err: err.join("") };
}
