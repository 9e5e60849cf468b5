import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { findUnopenedKeys } from "../../keys/find-unopened-keys.ts";
import { parseMasterKey } from "../../keys/parse-master-key.ts";
import type { WrappedKey } from "../../ports/key-store.ts";
import { lookAtPostgres } from "./check-postgres.node.ts";
import { type Check, type Finding, fail, ok, type Patient, reasonOf, warn } from "./finding.ts";

const variable = "DIAOYAN_MASTER_KEY";

/** The master key: there, well-formed, nobody else's to read, and the one the data were made with. */
export const checkKeys: Check = async (patient) => {
  const { dataFolder, environment } = patient;
  const file = join(dataFolder, "keys/master.key");
  const fromEnvironment = environment[variable];
  const digits = fromEnvironment ?? (await readFile(file, "utf8").catch(() => undefined));
  if (digits === undefined) return [await reportMissing(patient, file)];
  const place = fromEnvironment === undefined ? file : variable;
  try {
    const key = parseMasterKey(digits, place);
    return [
      ...(fromEnvironment === undefined ? [await checkMode(file)] : []),
      ...(await checkNext(file)),
      await checkOpens(patient, { key, place }),
    ];
  } catch (error) {
    return [fail("master key", reasonOf(error), "put the master key the data was made with there")];
  }
};

async function reportMissing(patient: Patient, file: string): Promise<Finding> {
  const keys = await readWrappedKeys(patient);
  if (keys.length === 0) return ok("master key", "none yet; the first start makes one");
  return fail(
    "master key",
    `${file} is missing or cannot be read, and the database holds ${keys.length} keys that only it opens`,
    `put the copy you keep there (mode 600, owned by the user of the server), or set ${variable}`,
  );
}

async function checkMode(file: string): Promise<Finding> {
  const { mode } = await stat(file);
  if ((mode & 0o077) === 0) return ok("master key", `${file} can be read by its owner alone`);
  return fail(
    "master key",
    `${file} can be read by other users of the machine (mode ${(mode & 0o777).toString(8)})`,
    `chmod 600 ${file}; if others had access, run "diaoyan keys renew" afterwards`,
  );
}

async function checkNext(file: string): Promise<readonly Finding[]> {
  const begun = await stat(`${file}.next`).then(Boolean, () => false);
  if (!begun) return [];
  return [warn("key renewal", `${file}.next lies there: "keys renew" broke off`, 'run "diaoyan keys renew" again')];
}

async function checkOpens(
  patient: Patient,
  { key, place }: { readonly key: Uint8Array<ArrayBuffer>; readonly place: string },
): Promise<Finding> {
  const keys = await readWrappedKeys(patient);
  const unopened = await findUnopenedKeys(keys, key);
  if (unopened.length === 0) return ok("stored keys", `the master key opens all ${keys.length} keys of studies`);
  return fail(
    "stored keys",
    `the key of ${place} does not open ${unopened.length} of ${keys.length} keys of studies`,
    "put the master key the data was made with there; what was restored needs the key of that time",
  );
}

/** Keys under the master key; none where there is no database that can be read (another check tells). */
async function readWrappedKeys(patient: Patient): Promise<readonly WrappedKey[]> {
  const { dataFolder, environment } = patient;
  try {
    if ((environment["DATABASE_URL"] ?? "") !== "") return (await lookAtPostgres(patient)).keys;
    const { readKeysUnderMaster } = await import("../../storage/inspect-database.node.ts");
    return await readKeysUnderMaster(join(dataFolder, "diaoyan.sqlite"));
  } catch {
    return [];
  }
}
