import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { WrappedKey } from "../ports/key-store.ts";
import { DataFolderError } from "../storage/data-folder-error.ts";
import { makeFolder } from "../storage/make-folder.node.ts";
import { expectOpening } from "./find-unopened-keys.ts";
import { parseMasterKey } from "./parse-master-key.ts";

const variable = "DIAOYAN_MASTER_KEY";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The master key of an installation: `DIAOYAN_MASTER_KEY` if set, else the file, made with mode 0600 on the first start.
 * Where the database holds keys of studies already (`wrapped`) none is made, as it would open nothing (`key.missing`), and
 * one that does not open them is refused (`key.wrong`): what came in meanwhile would open under that one alone.
 * Keep it apart from the database and its backups: whoever has both can read personal data.
 */
export async function loadMasterKey(
  file: string,
  environment: Environment,
  wrapped: readonly WrappedKey[],
): Promise<Uint8Array<ArrayBuffer>> {
  const fromEnvironment = environment[variable];
  const given = fromEnvironment ?? (wrapped.length > 0 ? await readKeyFile(file) : undefined);
  if (given === undefined) return makeKeyFile(file);
  const place = fromEnvironment === undefined ? file : variable;
  const key = parseMasterKey(given, place);
  await expectOpening(wrapped, { key, place, renewing: existsSync(`${file}.next`) });
  return key;
}

async function makeKeyFile(file: string): Promise<Uint8Array<ArrayBuffer>> {
  await makeFolder(dirname(file), 0o700);
  try {
    const handle = await open(file, "wx", 0o600);
    await handle.writeFile(`${randomBytes(32).toString("hex")}\n`);
    await handle.sync();
    await handle.close();
    await chmod(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return parseMasterKey(await readFile(file, "utf8"), file);
}

async function readKeyFile(file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw new DataFolderError(
      "key.missing",
      `${file} is missing, and the database holds keys that only it opens`,
      "put the master key the data was made with there, or into DIAOYAN_MASTER_KEY",
    );
  });
}
