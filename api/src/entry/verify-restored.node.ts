import { findUnopenedKeys } from "../keys/find-unopened-keys.ts";
import { parseMasterKey } from "../keys/parse-master-key.ts";
import { systemClock } from "../ports/clock.ts";
import { DataFolderError } from "../storage/data-folder-error.ts";
import { openSqlite3 } from "../storage/sqlite3.node.ts";
import { openStores } from "../storage/stores/open-stores.ts";
import { writeWhole } from "../storage/write-whole.node.ts";
import { type VerifyFinding, verifyStudy } from "../use-cases/verify-study.ts";
import { databaseFile, fileIn, migrationsFolder } from "./database-place.node.ts";
import { masterKeyFile, openInstallation } from "./open-installation.node.ts";

/** A master key as it was given: its digits, where they stood, and whether they are to be put into the data folder. */
export interface GivenKey {
  readonly digits: string;
  readonly place: string;
  readonly putIn: boolean;
}

export interface VerifiedStudy {
  readonly study: string;
  /** Null where no key was given to verify with. */
  readonly findings: readonly VerifyFinding[] | null;
}

/**
 * Brings a restored folder to the newest schema and holds every study against its chains. Throws `key.missing` where there
 * are keys and none was given to open them (unless `withoutKey`), `key.wrong` where the given one does not.
 */
export async function verifyRestored(
  folder: string,
  { key, withoutKey }: { readonly key: GivenKey | undefined; readonly withoutKey: boolean },
): Promise<readonly VerifiedStudy[]> {
  const studies = await checkKey(folder, { key, withoutKey });
  if (key === undefined) return studies.map((study) => ({ study, findings: null }));
  if (key.putIn) await writeWhole(masterKeyFile(folder), `${key.digits.trim()}\n`, { file: 0o600, folder: 0o700 });
  const { services, close } = await openInstallation(folder, { database: fileIn(folder) });
  try {
    const verified: VerifiedStudy[] = [];
    for (const study of studies) verified.push({ study, findings: await verifyStudy(services.ports, study) });
    return verified;
  } finally {
    await close();
  }
}

/** Answers the studies of the folder. */
async function checkKey(
  folder: string,
  { key, withoutKey }: { readonly key: GivenKey | undefined; readonly withoutKey: boolean },
): Promise<readonly string[]> {
  const gateway = await openSqlite3(databaseFile(folder), migrationsFolder);
  try {
    const { keyStore, studies } = openStores(gateway, systemClock);
    const keys = await keyStore.listUnderMaster();
    if (key === undefined && keys.length > 0 && !withoutKey) {
      throw new DataFolderError(
        "key.missing",
        "the backup holds studies whose keys only their master key opens, and none was given",
        "add --key <file> with the copy of keys/master.key, or --without-key to put it in later",
      );
    }
    const unopened = key && (await findUnopenedKeys(keys, parseMasterKey(key.digits, key.place)));
    if (unopened !== undefined && unopened.length > 0) {
      const of = [...new Set(unopened.map(({ study }) => study))].join(", ");
      throw new DataFolderError(
        "key.wrong",
        `${key?.place}: this master key does not open the keys of ${of}`,
        "give the master key that was in use when the backup was made",
      );
    }
    return await studies.listKnownIds();
  } finally {
    await gateway.close();
  }
}
