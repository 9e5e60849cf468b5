import { userInfo } from "node:os";
import { resolve } from "node:path";
import { actorAtMachine } from "../contract/index.ts";
import { databaseStands } from "../entry/database-place.node.ts";
import { type OpenInstallation, openInstallation } from "../entry/open-installation.node.ts";
import type { Caller } from "../ports/ports.ts";
import { type DataFolderOption, withDataFolder } from "./data-folder-option.ts";
import { nameWhatIsThere } from "./name-what-is-there.ts";
import { UsageError } from "./outcome.ts";

export { type DataFolderOption, withDataFolder };

/**
 * Works on an existing installation, also while its server runs; the database is closed whatever happens. Where something
 * asked for is not there, the error names what is.
 */
export async function withInstallation<Result>(
  { dataFolder, study }: DataFolderOption & { readonly study?: string },
  work: (installation: OpenInstallation) => Promise<Result>,
): Promise<Result> {
  const folder = resolve(dataFolder);
  if (!databaseStands(folder)) {
    throw new UsageError(
      `--data-folder: ${folder} holds no installation; "diaoyan migrate --data-folder ${dataFolder}" or the first "diaoyan serve" makes one`,
    );
  }
  const installation = await openInstallation(folder);
  try {
    return await work(installation);
  } catch (error) {
    throw await nameWhatIsThere(error, installation.services.ports, { study });
  } finally {
    await installation.close();
  }
}

/** Who stands in the audit log when the command line works: the operator at the machine, by the name of the account there. */
export function operatorAtMachine(): Caller {
  const { username } = userInfo();
  return { id: actorAtMachine(username), name: username, email: "" };
}
