import { randomBytes } from "node:crypto";
import { chmod, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { makeFolder } from "../storage/make-folder.node.ts";
import { parseMasterKey } from "./parse-master-key.ts";

/**
 * The master key of an installation: `DIAOYAN_MASTER_KEY` if set, else the file, made with mode 0600 on the first start.
 * Keep it apart from the database and its backups: whoever has both can read personal data.
 */
export async function loadMasterKey(
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const fromEnvironment = environment["DIAOYAN_MASTER_KEY"];
  if (fromEnvironment !== undefined) return parseMasterKey(fromEnvironment, "DIAOYAN_MASTER_KEY");
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
