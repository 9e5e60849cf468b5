import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);

/** A PostgreSQL server of a test's own, reached through a socket in its folder. */
export interface TestServer {
  /** Address of a new, empty database. */
  createDatabase(): Promise<string>;
  /** Runs a program that comes with the server. */
  run(program: string, args: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** The folder with `initdb` and `postgres`, where one is installed. */
function findPrograms(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, "bin")) : [];
  const folders = [...versions.sort().reverse(), ...(process.env["PATH"] ?? "").split(delimiter)];
  return folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name))));
}

/** PostgreSQL does not run as root: there it runs as the user of Debian's package, or as nobody. */
async function findUser(): Promise<{ readonly uid?: number; readonly gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const idOf = async (flag: string) => Number((await run("id", [flag, "postgres"])).stdout);
  return { uid: await idOf("-u").catch(() => 65_534), gid: await idOf("-g").catch(() => 65_534) };
}

/** Why no server can be started here; undefined where one can. */
export const noPostgres: string | undefined =
  findPrograms() === undefined ? "PostgreSQL is not installed (apt-get install postgresql)" : undefined;

/** Starts a server on a new folder; it loses everything when it stops, so it need not wait for a disk. */
export async function startPostgres(): Promise<TestServer> {
  const programs = findPrograms();
  if (programs === undefined) throw new Error(noPostgres);
  const user = await findUser();
  const folder = await mkdtemp(join(tmpdir(), "diaoyan-pg-"));
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid ?? user.uid);
  const data = join(folder, "data");
  const options = ["-D", data, "-U", "diaoyan", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
  await run(join(programs, "initdb"), options, { ...user, cwd: folder });
  const settings = ["fsync=off", "full_page_writes=off", "listen_addresses=", "shared_buffers=32MB"];
  const server = spawn(
    join(programs, "postgres"),
    ["-D", data, "-k", folder, ...settings.flatMap((setting) => ["-c", setting])],
    { ...user, cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
  );
  const urlOf = (database: string): string => `postgres://diaoyan@/${database}?host=${encodeURIComponent(folder)}`;
  await waitUntilReady(server);
  let made = 0;
  return {
    createDatabase: async () => {
      made += 1;
      await query(urlOf("postgres"), `CREATE DATABASE d${made}`);
      return urlOf(`d${made}`);
    },
    run: async (program, args) => {
      await run(join(programs, program), [...args]);
    },
    stop: async () => {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGINT");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a script without parameters on a database. */
export async function query(url: string, script: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(script);
  await client.end();
  return rows;
}

function waitUntilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("ready to accept connections")) resolve();
    });
    server.once("exit", () => reject(new Error(`postgres ended: ${said}`)));
  });
}
