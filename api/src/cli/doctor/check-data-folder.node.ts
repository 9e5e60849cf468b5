import { access, constants, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isLeftBeside } from "../../storage/backup/copy-hashed.node.ts";
import { readLastBackup } from "../../storage/backup/last-backup.node.ts";
import { leastRoomBytes, readDiskRoom } from "../../storage/disk-room.node.ts";
import { type Check, type Finding, fail, ok, type Patient, reasonOf, warn } from "./finding.ts";

const gigabyte = 1024 ** 3;
const day = 86_400_000;
const hour = 3_600_000;

/** Rights, room, leftovers and backups of the data folder. */
export const checkDataFolder: Check = async (patient) => {
  const { dataFolder } = patient;
  const known = await stat(dataFolder).catch(() => undefined);
  if (known === undefined) return [await checkPlace(dataFolder)];
  if (!known.isDirectory()) {
    return [fail("data folder", `${dataFolder} is no folder`, "name another one with --data-folder or DIAOYAN_DATA")];
  }
  return [
    await checkRights(dataFolder, known.mode),
    ...(await checkOwners(dataFolder, known.uid)),
    await checkRoom(dataFolder),
    await checkLeftovers(patient),
    ...(await checkBackup(patient)),
  ];
};

async function checkPlace(dataFolder: string): Promise<Finding> {
  const above = dirname(dataFolder);
  try {
    await access(above, constants.W_OK);
    return warn(
      "data folder",
      `${dataFolder} is not there; the first "diaoyan serve" makes it`,
      "if there should be data, name their folder with --data-folder or DIAOYAN_DATA",
    );
  } catch (error) {
    return fail(
      "data folder",
      `${dataFolder} is not there and cannot be made: ${reasonOf(error)}`,
      `make it as root and give it to the user of the server: install -d -m 700 -o <user> ${dataFolder}`,
    );
  }
}

async function checkRights(dataFolder: string, mode: number): Promise<Finding> {
  try {
    for (const name of ["", "diaoyan.sqlite", "blobs"]) {
      await access(join(dataFolder, name), constants.R_OK | constants.W_OK).catch((error: NodeJS.ErrnoException) => {
        if (name === "" || error.code !== "ENOENT") throw error;
      });
    }
  } catch (error) {
    return fail(
      "data folder",
      `this user cannot write the data: ${reasonOf(error)}`,
      `give the folder to the user of the server (chown -R <user> ${dataFolder}) and see that its disk is not mounted read-only`,
    );
  }
  if ((mode & 0o077) === 0) return ok("data folder", `${dataFolder} can be read by its owner alone`);
  return warn(
    "data folder",
    `${dataFolder} is open to other users of the machine (mode ${(mode & 0o777).toString(8)})`,
    `chmod 700 ${dataFolder}`,
  );
}

const ownedFiles = ["", "-wal", "-shm"].map((end) => `diaoyan.sqlite${end}`);
const ownedNames = [...ownedFiles, "diaoyan.lock", "blobs", "keys", "keys/master.key", "last-backup.json"];

/** A command run as root leaves files that the server's user cannot write. */
async function checkOwners(dataFolder: string, owner: number): Promise<readonly Finding[]> {
  const foreign: string[] = [];
  for (const name of ownedNames) {
    const known = await stat(join(dataFolder, name)).catch(() => undefined);
    if (known !== undefined && known.uid !== owner) foreign.push(name);
  }
  if (foreign.length === 0) return [];
  return [
    fail(
      "owner",
      `of another user than ${dataFolder}: ${foreign.join(", ")}`,
      `chown -R --reference=${dataFolder} ${dataFolder}; run commands as the user of the server (runuser -u <user> -- …)`,
    ),
  ];
}

async function checkRoom(dataFolder: string): Promise<Finding> {
  const room = await readDiskRoom(dataFolder);
  const database = await stat(join(dataFolder, "diaoyan.sqlite")).then(
    ({ size }) => size,
    () => 0,
  );
  const said = `${Math.floor(room / 1024 ** 2)} MB are free on the disk of the data`;
  const remedy = "make room, or move the data folder to a larger disk; submissions are refused when it is full";
  if (room < leastRoomBytes) return fail("disk", said, remedy);
  // a new schema writes much of the database anew
  return room < gigabyte || room < 2 * database ? warn("disk", said, remedy) : ok("disk", said);
}

async function checkLeftovers({ dataFolder, now }: Patient): Promise<Finding> {
  const inside = (await readdir(dataFolder, { recursive: true }).catch(() => [])).map((name) => join(dataFolder, name));
  const beside = (await readdir(dirname(dataFolder)).catch(() => [])).filter(isLeftBeside);
  const old: string[] = [];
  for (const path of [...inside, ...beside.map((name) => join(dirname(dataFolder), name))]) {
    if (!path.endsWith(".part")) continue;
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs > hour) old.push(path);
  }
  if (old.length === 0) return ok("leftovers", "no half-written files lie about");
  return warn(
    "leftovers",
    `${old.length} half-written files of an hour and more: ${old.slice(0, 3).join(", ")}`,
    "a process was killed while it wrote them; nothing refers to them, so delete them",
  );
}

async function checkBackup({ dataFolder, now, backupDays, environment }: Patient): Promise<readonly Finding[]> {
  const database = await stat(join(dataFolder, "diaoyan.sqlite")).catch(() => undefined);
  // dumps of a PostgreSQL server are looked after there
  if ((environment["DATABASE_URL"] ?? "") !== "") return database === undefined ? [] : [leftFile(dataFolder)];
  if (database === undefined) return [ok("backup", "there is nothing to back up yet")];
  const last = await readLastBackup(dataFolder);
  const remedy = 'run "diaoyan backup <folder>", and let a timer do it every night (docs/deploy/single-server.md)';
  if (last === undefined) return [warn("backup", "no backup was ever made", remedy)];
  const days = (now - Date.parse(last.at)) / day;
  const said = `the last backup is of ${last.at}, in ${last.folder}`;
  return [days > backupDays ? warn("backup", `${said}: ${Math.floor(days)} days ago`, remedy) : ok("backup", said)];
}

const leftFile = (dataFolder: string): Finding =>
  warn(
    "former database",
    `diaoyan.sqlite lies in ${dataFolder}, but DATABASE_URL says where the data are`,
    "if they were moved, keep the file apart: a server that is started without DATABASE_URL would go on with it",
  );
