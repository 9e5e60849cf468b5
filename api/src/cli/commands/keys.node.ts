import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import { resealSecondFactors } from "../../auth/reseal-second-factors.ts";
import { sessionSecretOf } from "../../auth/session-secret.ts";
import { type DatabasePlace, readDatabasePlace, withDatabaseAlone } from "../../entry/database-place.node.ts";
import { masterKeyFile } from "../../entry/open-installation.node.ts";
import { parseMasterKey } from "../../keys/parse-master-key.ts";
import { renewMasterKey } from "../../keys/renew-master-key.ts";
import { systemClock } from "../../ports/clock.ts";
import { holdFolder } from "../../storage/hold-folder.node.ts";
import { makeFolder } from "../../storage/make-folder.node.ts";
import { holdMasterKey, replaceMasterKey } from "../../storage/postgres/hold-master-key.ts";
import { openStores } from "../../storage/stores/open-stores.ts";
import { writeWhole } from "../../storage/write-whole.node.ts";
import { type DataFolderOption, operatorAtMachine, withDataFolder } from "../data-folder.node.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import type { Terminal } from "../terminal.node.ts";

interface KeysOptions extends DataFolderOption {
  readonly json?: boolean;
}

/** `keys renew`: another master key, so that backups made before cannot be opened with the one that is here. */
export function addKeys(program: Command, terminal: Terminal): void {
  const keys = program.command("keys").description("the master key of an installation");
  withDataFolder(
    keys.command("renew").description("replace the master key; stop the server first, earlier backups stay closed"),
  )
    .option("--json", "print the outcome as JSON")
    .action(async (options: KeysOptions) => renew(options, terminal));
}

async function renew(options: KeysOptions, terminal: Terminal): Promise<void> {
  const folder = resolve(options.dataFolder);
  const place = readDatabasePlace(folder);
  const file = masterKeyFile(folder);
  const variable = process.env["DIAOYAN_MASTER_KEY"];
  if (variable !== undefined && place.kind === "sqlite") {
    throw new UsageError(
      "the master key comes from DIAOYAN_MASTER_KEY; only one that lies in keys/master.key is renewed",
    );
  }
  if (variable === undefined && !existsSync(file)) {
    throw new UsageError(`--data-folder: ${folder} holds no installation with a master key`);
  }
  if (place.kind === "sqlite" && !existsSync(place.file)) {
    throw new UsageError(`--data-folder: ${folder} holds no installation`);
  }
  await makeFolder(dirname(file), 0o700);
  const hold = await holdFolder(folder, "alone");
  try {
    const studies = await renewIn(place, file, parseMasterKey(variable ?? (await readFile(file, "utf8")), file));
    const everywhere =
      place.kind === "postgres"
        ? `; give it to every machine before its server starts (${file}, or its digits in DIAOYAN_MASTER_KEY)`
        : "";
    printResult(terminal, options, {
      json: { studies },
      text: `the master key was renewed for ${studies} studies${everywhere}: destroy every copy of the former one, and make a backup now; everybody signs in anew`,
    });
  } finally {
    await hold.release();
  }
}

/** Answers how many studies were treated. */
async function renewIn(place: DatabasePlace, file: string, from: Uint8Array<ArrayBuffer>): Promise<number> {
  // written before anything is wrapped under it; one that lies here is of a run that broke off
  const next = `${file}.next`;
  if (!existsSync(next)) await writeWhole(next, `${randomBytes(32).toString("hex")}\n`, { file: 0o600 });
  const to = parseMasterKey(await readFile(next, "utf8"), next);
  return withDatabaseAlone(place, async (gateway) => {
    if (place.kind === "postgres") await holdMasterKey(gateway, [from, to], file);
    const { keyStore: store, journal } = openStores(gateway, systemClock);
    const studies = await renewMasterKey({ store, journal }, operatorAtMachine(), { from, to });
    await resealSecondFactors(gateway, { from: sessionSecretOf(from), to: sessionSecretOf(to) });
    if (place.kind === "postgres") await replaceMasterKey(gateway, to);
    await rename(next, file);
    return studies;
  });
}
