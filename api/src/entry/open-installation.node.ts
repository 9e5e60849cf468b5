import { join } from "node:path";
import type { ChartSpec } from "@diaoyan/analysis";
import { createNodeTextTools } from "@diaoyan/analysis/node";
import type { createAuthEndpoint } from "../auth/auth-endpoint.ts";
import { loadMasterKey } from "../keys/master-key.node.ts";
import { readPdf } from "../pdf/read-pdf.node.ts";
import { type Clock, systemClock } from "../ports/clock.ts";
import { holdFolder } from "../storage/hold-folder.node.ts";
import { makeFolder } from "../storage/make-folder.node.ts";
import { listMigrations } from "../storage/migrate.node.ts";
import { holdMasterKey } from "../storage/postgres/hold-master-key.ts";
import { hasSchemaOf, probeWrite } from "../storage/probe-database.node.ts";
import { openStores } from "../storage/stores/open-stores.ts";
import type { Services } from "../use-cases/services.ts";
import { openBlobs } from "./blob-place.node.ts";
import { type DatabasePlace, migrationsFolder, openDatabase, readDatabasePlace } from "./database-place.node.ts";
import type { Probes } from "./look-at-health.node.ts";
import { openPorts } from "./open-ports.ts";

/** Where the master key lies, unless it comes from the environment. */
export const masterKeyFile = (dataFolder: string): string => join(dataFolder, "keys/master.key");

/** An open data folder: what the server serves and the command line works on. */
export interface OpenInstallation {
  readonly services: Services;
  readonly auth: ReturnType<typeof createAuthEndpoint>;
  /** What tells whether submissions can be taken. */
  readonly probes: Probes;
  /** Lets writes under way end and closes the database. */
  close(): Promise<void>;
}

/** How an installation is opened; the database is the one of `DATABASE_URL` or the folder unless given, blobs are where `BLOBS_URL` says. */
interface OpenOptions {
  readonly publicUrl?: string | undefined;
  readonly clock?: Clock | undefined;
  readonly database?: DatabasePlace | undefined;
  readonly secondFactor?: boolean | undefined;
}

/**
 * Opens a data folder, made when missing and migrated. Several processes may have it open at once, none while a command
 * holds it alone (`FolderInUse`).
 */
export async function openInstallation(
  dataFolder: string,
  { publicUrl, clock, secondFactor, database = readDatabasePlace(dataFolder) }: OpenOptions = {},
): Promise<OpenInstallation> {
  const blobs = await openBlobs(dataFolder);
  await makeFolder(dataFolder, 0o700);
  const hold = await holdFolder(dataFolder, "shared");
  const gateway = await openDatabase(database).catch(async (error) => {
    await hold.release();
    throw error;
  });
  const closeStorage = async (): Promise<void> => {
    await gateway.close();
    await hold.release();
  };
  try {
    const stores = openStores(gateway, clock ?? systemClock);
    const keys = await stores.keyStore.listUnderMaster();
    const masterKey = await loadMasterKey(masterKeyFile(dataFolder), process.env, keys);
    if (database.kind === "postgres") await holdMasterKey(gateway, [masterKey], masterKeyFile(dataFolder));
    const { services, auth } = openPorts({
      gateway,
      stores,
      masterKey,
      publicUrl,
      clock,
      secondFactor,
      blobs,
      runtime: { text: createNodeTextTools(), drawPng: drawPngLater, readPdf, residencyRefusal: null },
    });
    const close = async (): Promise<void> => {
      await services.intake.settle();
      await closeStorage();
    };
    // those this program was started with: its files may be of a newer one by the time it is asked
    const migrations = await listMigrations(migrationsFolder);
    const probes: Probes = {
      dataFolder,
      write: () => probeWrite(gateway, database.kind),
      hasOurSchema: () => hasSchemaOf(gateway, migrations),
    };
    return { services, auth, probes, close };
  } catch (error) {
    await closeStorage();
    throw error;
  }
}

/** Loads vega, resvg and the font with the first chart, so that what draws none starts at once. */
export async function drawPngLater(spec: ChartSpec, options: { readonly scale: number }): Promise<Uint8Array> {
  const { drawPng } = await import("@diaoyan/exports/node");
  return drawPng(spec, options);
}
