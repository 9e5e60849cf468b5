import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

const bin = resolve(import.meta.dirname, "../../bin/diaoyan.js");

/** A server as an operator runs it, in a process of its own, with all it says kept. */
export interface Served {
  readonly child: ChildProcess;
  readonly url: string;
  readonly setUpLink: string;
  readonly metricsUrl: string;
  /** Standard output and standard error. */
  said(): string;
  readonly ended: Promise<readonly [code: number | null, signal: NodeJS.Signals | null]>;
}

/** Runs `diaoyan serve --json` on a data folder; `before` is what runs it, e.g. in a namespace of its own. */
export async function serve(
  dataFolder: string,
  args: readonly string[] = [],
  before: readonly string[] = [],
): Promise<Served> {
  const [program = "", ...rest] = [...before, process.execPath, bin, "serve", "--port", "0", "--json"];
  const child = spawn(program, [...rest, "--data-folder", dataFolder, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  // a test that fails half-way leaves no server behind
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  let said = "";
  let gone = false;
  void ended.then(() => {
    gone = true;
    process.off("exit", kill);
  });
  child.stderr?.on("data", (text) => {
    said += String(text);
  });
  let printed = "";
  child.stdout?.on("data", (text) => {
    printed += String(text);
    said += String(text);
  });
  while (!printed.trimEnd().endsWith("}")) {
    if (gone) throw new Error(`the server ended early: ${said}`);
    await new Promise((later) => setTimeout(later, 10));
  }
  const { url, setUpLink, metricsUrl } = JSON.parse(printed) as Record<"url" | "setUpLink" | "metricsUrl", string>;
  return { child, url, setUpLink, metricsUrl, said: () => said, ended };
}
