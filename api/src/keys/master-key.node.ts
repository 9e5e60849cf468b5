import { randomBytes } from "node:crypto";
import { chmod, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { DataFolderError } from "../storage/data-folder-error.ts";
import { makeFolder } from "../storage/make-folder.node.ts";
import { parseMasterKey } from "./parse-master-key.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The master key of an installation: `DIAOYAN_MASTER_KEY` if set, else the file, made with mode 0600 on the first start.
 * Where the database holds keys already (`wrapsKeys`) none is made: another one would open nothing (`key.missing`).
 * Keep it apart from the database and its backups: whoever has both can read personal data.
 */
export async function loadMasterKey(
  file: string,
  environment: Environment,
  wrapsKeys: boolean,
): Promise<Uint8Array<ArrayBuffer>> {
  const fromEnvironment = environment["DIAOYAN_MASTER_KEY"];
  if (fromEnvironment !== undefined) return parseMasterKey(fromEnvironment, "DIAOYAN_MASTER_KEY");
  if (wrapsKeys) return parseMasterKey(await readKeyFile(file), file);
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
