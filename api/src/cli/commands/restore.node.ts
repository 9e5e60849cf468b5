import { access, constants, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { expectFile, migrationsFolder } from "../../entry/database-place.node.ts";
import { type GivenKey, type VerifiedStudy, verifyRestored } from "../../entry/verify-restored.node.ts";
import { restoreBackup } from "../../storage/backup/restore-backup.node.ts";
import { type DataFolderOption, withDataFolder } from "../data-folder.node.ts";
import { UsageError, WorkError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { showProgress, type Terminal } from "../terminal.node.ts";

interface RestoreOptions extends DataFolderOption {
  readonly key?: string;
  readonly withoutKey?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** `restore`: a data folder made of a backup, checked byte by byte and against the chains before it gets its name. */
export function addRestore(program: Command, terminal: Terminal): void {
  withDataFolder(program.command("restore").description("make a data folder of a backup, and verify it"))
    .argument("<backup>", 'folder that "diaoyan backup" made')
    .option("--key <file>", "the master key of that installation (or DIAOYAN_MASTER_KEY)")
    .option("--without-key", "restore without the master key; personal data stay closed until it is put in")
    .option("--check", "only try: restore and verify in a folder of its own, and leave nothing behind")
    .option("--json", "print the outcome as JSON")
    .action(async (backup: string, options: RestoreOptions) => restore(backup, options, terminal));
}

async function restore(backup: string, options: RestoreOptions, terminal: Terminal): Promise<void> {
  const { check = false, withoutKey = false } = options;
  expectFile(
    resolve(options.dataFolder),
    "restore",
    "put a dump back with pg_restore (docs/deploy/postgresql.md), or unset DATABASE_URL to restore into a data folder",
  );
  const source = resolve(backup);
  const dataFolder = check ? await chooseTrial(resolve(options.dataFolder), source) : resolve(options.dataFolder);
  const key = withoutKey ? undefined : await readGivenKey(options.key);
  let studies: readonly VerifiedStudy[] = [];
  const { begunAt, software, files } = await restoreBackup({
    source,
    dataFolder,
    migrationsFolder,
    onlyCheck: check,
    prepare: async (folder) => {
      studies = await verifyRestored(folder, { key, withoutKey });
    },
    showProgress: (done, total) => showProgress(terminal, "files", total)(done),
  });
  const done = check ? `${source} can be restored` : `restored ${dataFolder} from ${source}`;
  const text = [
    `${done}: ${files.length} files, state of ${begunAt}, made by ${software}`,
    ...studies.flatMap(describeStudy),
    ...(check
      ? []
      : ["everybody signs in anew; destroy again what was destroyed since that state (docs/operation.md)"]),
  ];
  const json = { dataFolder: check ? null : dataFolder, backup: source, begunAt, files: files.length, studies };
  printResult(terminal, options, { json, text: text.join("\n") });
  const broken = studies.filter(({ findings }) => findings !== null && findings.length > 0);
  if (broken.length > 0) {
    throw new WorkError(
      "restore.findings",
      `every byte is as it was backed up, but ${broken.length} of ${studies.length} studies did not fit their logs then; compare with an earlier backup`,
    );
  }
}

/**
 * A trial never comes near the folder that is in use: it is made beside it, else beside the backup, else where temporary
 * files go, whichever this user can write first.
 */
async function chooseTrial(dataFolder: string, source: string): Promise<string> {
  const name = `${basename(dataFolder)}.check`;
  for (const place of [dirname(dataFolder), dirname(source)]) {
    const writable = await access(place, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (writable) return join(place, name);
  }
  return join(tmpdir(), name);
}

function describeStudy({ study, findings }: VerifiedStudy): readonly string[] {
  if (findings === null)
    return [`${study}: not verified, the master key is missing; put it in and run "diaoyan verify"`];
  if (findings.length === 0) return [`${study}: whole`];
  return [
    `${study}: ${findings.length} findings`,
    ...findings.map(({ code, place, message }) => `  ${code} ${place}: ${message}`),
  ];
}

async function readGivenKey(file: string | undefined): Promise<GivenKey | undefined> {
  const fromEnvironment = process.env["DIAOYAN_MASTER_KEY"];
  if (file === undefined) {
    return fromEnvironment === undefined
      ? undefined
      : { digits: fromEnvironment, place: "DIAOYAN_MASTER_KEY", putIn: false };
  }
  if (fromEnvironment !== undefined) throw new UsageError("--key: DIAOYAN_MASTER_KEY is set as well; give one of them");
  const digits = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--key: ${file} cannot be read (${error.code})`);
  });
  return { digits, place: file, putIn: true };
}
