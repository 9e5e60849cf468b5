import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { DataFolderError } from "../../storage/data-folder-error.ts";
import { checkPostgres } from "./check-postgres.node.ts";
import { type Check, type Finding, fail, ok, type Patient, reasonOf, warn } from "./finding.ts";

const restoreRemedy =
  'stop the server, keep a copy of the data folder as it is, and restore the newest backup with "diaoyan restore"';
const ownNames = new Set(["keys", "blobs", "diaoyan.lock", "last-backup.json"]);
const gigabyte = 1024 ** 3;
const patienceMilliseconds = 120_000;

/** Schema, soundness and write-ahead log of the database, and who has it open. */
export const checkDatabase: Check = async (patient) => {
  if ((patient.environment["DATABASE_URL"] ?? "") !== "") return checkPostgres(patient);
  const file = join(patient.dataFolder, "diaoyan.sqlite");
  const size = await sizeOf(file);
  if (size === undefined) return tellOthers(patient.dataFolder);
  const inUse = await isInUse(patient.dataFolder);
  return [...(await checkContents(patient, file)), checkLog(await sizeOf(`${file}-wal`), inUse), reportUse(inUse)];
};

/** A folder of something else, named by mistake. */
async function tellOthers(dataFolder: string): Promise<readonly Finding[]> {
  const others = (await readdir(dataFolder).catch(() => [])).filter((name) => !ownNames.has(name));
  if (others.length === 0) return [];
  return [
    warn(
      "database",
      `no diaoyan.sqlite lies in ${dataFolder}, but other files do, e.g. ${others[0]}`,
      "see that --data-folder or DIAOYAN_DATA names the right folder; a start would make a new installation there",
    ),
  ];
}

async function sizeOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    ({ size }) => size,
    () => undefined,
  );
}

async function checkContents({ now }: Patient, file: string): Promise<readonly Finding[]> {
  try {
    const { inspectDatabase } = await import("../../storage/inspect-database.node.ts");
    const { migrationsFolder } = await import("../../entry/database-place.node.ts");
    const { missing, damage, newestAct } = await inspectDatabase(file, migrationsFolder);
    return [
      damage.length === 0
        ? ok("database", "SQLite finds it sound")
        : fail("database", `SQLite finds it damaged: ${damage.join("; ")}`, restoreRemedy),
      missing.length === 0
        ? ok("schema", "the schema is up to date")
        : warn(
            "schema",
            `${missing.length} migrations are missing, from ${missing[0]} on`,
            'make a backup, then run "diaoyan migrate" or start the server, which does it too',
          ),
      ...(newestAct !== null && Date.parse(newestAct) - now > patienceMilliseconds
        ? [
            fail(
              "clock",
              `the newest line of the audit log is of ${newestAct}, the clock says ${new Date(now).toISOString()}`,
              "set the clock and turn on time synchronisation (timedatectl set-ntp true)",
            ),
          ]
        : []),
    ];
  } catch (error) {
    if (error instanceof DataFolderError) return [fail("schema", error.message, error.remedy)];
    return [fail("database", `${file} cannot be read as a database: ${reasonOf(error)}`, restoreRemedy)];
  }
}

async function isInUse(dataFolder: string): Promise<boolean> {
  try {
    const { holdFile, holdFolder } = await import("../../storage/hold-folder.node.ts");
    // taking it would make the file, and with the rights of whoever asks
    if ((await sizeOf(join(dataFolder, holdFile))) === undefined) return false;
    await (await holdFolder(dataFolder, "alone")).release();
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "folder.inUse";
  }
}

function reportUse(inUse: boolean): Finding {
  return ok("in use", inUse ? "a server or another command has the data open" : "nobody has the data open");
}

function checkLog(bytes = 0, inUse: boolean): Finding {
  if (!inUse && bytes > 0) {
    return warn(
      "write-ahead log",
      `the last server did not end in order; ${bytes} bytes wait in diaoyan.sqlite-wal`,
      "never delete that file: the next start takes it over by itself; look in the log of the service why it was killed",
    );
  }
  if (bytes < gigabyte) return ok("write-ahead log", inUse ? `${bytes} bytes` : "empty");
  return warn(
    "write-ahead log",
    `diaoyan.sqlite-wal has grown to ${Math.floor(bytes / 1024 ** 2)} MB: something reads the database for very long`,
    "look for a long export or a program that holds the database open; a restart of the server empties it",
  );
}
