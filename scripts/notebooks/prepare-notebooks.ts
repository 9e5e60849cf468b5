import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { operatorAtMachine } from "../../api/src/cli/data-folder.node.ts";
import { runDemo } from "../../api/src/demo/run-demo.node.ts";
import { databaseFile } from "../../api/src/entry/database-place.node.ts";
import { openInstallation } from "../../api/src/entry/open-installation.node.ts";
import { exportSnapshot } from "../../api/src/use-cases/exports.ts";

export const notebooksFolder = join(import.meta.dirname, "../../analysis/notebooks");

const packs = ["evaluation-reform", "talent-development", "activities"];

/** What notebooks can be shown, and what those left out miss. */
export interface PreparedNotebooks {
  readonly ready: readonly string[];
  readonly leftOut: readonly { readonly notebook: string; readonly study: string }[];
}

/**
 * Writes the snapshot of every study of an installation to `data/<study>.json` beside the notebooks in `folder` and names its database file to the SQL
 * cells. Results of earlier queries are forgotten. Notebooks whose study the installation does not hold are left out.
 */
export async function prepareNotebooks(installation: string, folder = notebooksFolder): Promise<PreparedNotebooks> {
  const database = databaseFile(resolve(installation));
  if (!existsSync(database))
    throw new Error(
      `--data-folder: ${resolve(installation)} holds no installation: name the folder that “diaoyan serve” was given`,
    );
  const [data, kit] = [join(folder, "data"), join(folder, ".observable")];
  for (const made of [data, kit]) {
    await rm(made, { recursive: true, force: true });
    await mkdir(made, { recursive: true });
  }
  const studies = await writeSnapshots(installation, data);
  await writeFile(join(kit, "databases.json"), JSON.stringify({ study: { type: "sqlite", path: database } }));
  return sortNotebooks(folder, studies);
}

/** Makes an installation with generated data 模拟数据 of every pack in `folder`. */
export async function simulateInstallation(folder: string, responses: number): Promise<void> {
  const onProgress = (): void => undefined;
  const { server, dataFolder: made } = await runDemo({ packs, out: null, port: 0, responses, seed: 2026, onProgress });
  await server.close();
  await mkdir(join(folder, "keys"), { recursive: true });
  for (const file of ["diaoyan.sqlite", "keys/master.key"]) await copyFile(join(made, file), join(folder, file));
  await rm(made, { recursive: true });
}

async function writeSnapshots(installation: string, data: string): Promise<ReadonlySet<string>> {
  const { services, close } = await openInstallation(resolve(installation));
  try {
    const { ports, archive } = services;
    const studies = (await ports.studies.list()).map(({ study }) => String(study.id));
    for (const study of studies) {
      const { bytes } = await exportSnapshot({ ...ports, archive }, operatorAtMachine(), study);
      await writeFile(join(data, `${study}.json`), bytes);
    }
    return new Set(studies);
  } finally {
    await close();
  }
}

/** A notebook needs the studies whose snapshots it attaches. */
async function sortNotebooks(folder: string, studies: ReadonlySet<string>): Promise<PreparedNotebooks> {
  const ready: string[] = [];
  const leftOut: { readonly notebook: string; readonly study: string }[] = [];
  for (const notebook of (await readdir(folder)).filter((name) => name.endsWith(".html")).sort()) {
    const html = await readFile(join(folder, notebook), "utf8");
    const needed = [...html.matchAll(/FileAttachment\("data\/([\w-]+)\.json"\)/g)].map(([, study = ""]) => study);
    const missing = needed.find((study) => !studies.has(study));
    if (missing === undefined) ready.push(notebook);
    else leftOut.push({ notebook, study: missing });
  }
  return { ready, leftOut };
}
