import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const program = join(import.meta.dirname, "serve-until-killed.ts");

/** A server process of its own over a data folder, killed without warning and started again. */
export interface KilledServer {
  /** Of the process that runs, or ran last. */
  url(): string;
  readonly setUpLink: string;
  kills(): number;
  /** SIGKILL and a new start on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** `jumping`: its clock goes an hour and two days forwards and backwards all the time. */
export async function startKilledServer(
  dataFolder: string,
  clock: "steady" | "jumping" = "steady",
): Promise<KilledServer> {
  let child: ChildProcess;
  let url = "";
  let kills = 0;

  async function start(): Promise<string> {
    child = spawn(process.execPath, [program, dataFolder, clock], { stdio: ["ignore", "pipe", "inherit"] });
    if (child.stdout === null) throw new Error("the server has no standard output");
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const started = JSON.parse(line) as { readonly url: string; readonly setUpLink?: string };
    url = started.url;
    return started.setUpLink ?? "";
  }

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  const setUpLink = await start();
  return {
    url: () => url,
    setUpLink,
    kills: () => kills,
    restart: async () => {
      await kill();
      kills += 1;
      await start();
    },
    stop: kill,
  };
}
