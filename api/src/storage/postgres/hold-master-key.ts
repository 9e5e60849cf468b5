import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { CompiledQuery } from "kysely";
import { DataFolderError } from "../data-folder-error.ts";
import type { SqlGateway } from "../gateway.ts";

const printOf = (masterKey: Uint8Array): string =>
  bytesToHex(hmac(sha256, masterKey, utf8ToBytes("diaoyan print of the master key")));

/**
 * Lets a database have one master key, that of the process which came first: processes with folders of their own would each
 * make one, and seal what the others cannot open. Only a print of the key is kept. Throws `key.wrong` where it is none of
 * `masterKeys` (several while one is replaced by another).
 */
export async function holdMasterKey(
  { db }: SqlGateway,
  masterKeys: readonly [Uint8Array, ...Uint8Array[]],
  place: string,
): Promise<void> {
  const prints = masterKeys.map(printOf);
  await db.executeQuery(
    CompiledQuery.raw("INSERT INTO master_key (print) VALUES ($1) ON CONFLICT DO NOTHING", [prints[0]]),
  );
  const { rows } = await db.executeQuery(CompiledQuery.raw("SELECT print FROM master_key"));
  if (prints.includes((rows[0] as { readonly print: string }).print)) return;
  throw new DataFolderError(
    "key.wrong",
    `${place}: this master key is another than the one the processes on this database work with`,
    "give every process the same key: copy keys/master.key of the first one, or set DIAOYAN_MASTER_KEY",
  );
}

/** From now on processes start with this master key alone. */
export async function replaceMasterKey({ db }: SqlGateway, masterKey: Uint8Array): Promise<void> {
  await db.executeQuery(CompiledQuery.raw("UPDATE master_key SET print = $1", [printOf(masterKey)]));
}
