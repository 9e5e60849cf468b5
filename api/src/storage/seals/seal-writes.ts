import { bytesToHex } from "@noble/hashes/utils.js";
import type { Compilable } from "kysely";
import { hashMarks, hashRow, type RowMark } from "../../chain/row-seal.ts";
import { type SealedTable, sealedTables } from "../../chain/sealed-tables.ts";
import { chunkRows, type SqlGateway } from "../gateway.ts";
import type { ForeseenRow } from "./foresee-rows.ts";

/** A secret of 128 random bits, without which a hash tells nothing of a row. */
export type MakeSalt = () => string;

export const randomSalt: MakeSalt = () => bytesToHex(crypto.getRandomValues(new Uint8Array(16)));

/** What is written of the rows of an entry: the hash over them, and queries that keep their seals. */
export interface Sealing {
  /** Absent where the entry leaves all sealed rows as they are. */
  readonly rows?: string;
  queriesFor(seq: number): readonly Compilable[];
}

/** Seals rows as an entry leaves them, and erases the salts of what stood there. */
export function sealRows(
  { db, maxParameters }: Pick<SqlGateway, "db" | "maxParameters">,
  study: string,
  { rows, makeSalt }: { readonly rows: readonly ForeseenRow[]; readonly makeSalt: MakeSalt },
): Sealing {
  if (rows.length === 0) return { queriesFor: () => [] };
  const seals = rows.map(({ table, key, row }) => {
    if (row === null) return { table, key, salt: null, hash: null };
    const salt = makeSalt();
    return { table, key, salt, hash: hashRow({ study, table, key, salt, row }, columnsOf(table)) };
  });
  const standing = rows.filter(({ isNew }) => !isNew);
  return {
    rows: hashMarks(seals satisfies readonly RowMark[]),
    queriesFor: (seq) => [
      ...eraseSalts({ db, maxParameters }, study, standing),
      ...chunkRows(seals, 6, maxParameters).map((chunk) =>
        db
          .insertInto("row_seals")
          .values(chunk.map(({ table, key, ...seal }) => ({ study, tbl: table, row_key: key, seq, ...seal }))),
      ),
    ],
  };
}

const columnsOf = (table: string): readonly string[] => (sealedTables[table] as SealedTable).columns;

function eraseSalts(
  { db, maxParameters }: Pick<SqlGateway, "db" | "maxParameters">,
  study: string,
  rows: readonly Pick<ForeseenRow, "table" | "key">[],
): readonly Compilable[] {
  const tables = [...new Set(rows.map(({ table }) => table))];
  return tables.flatMap((table) => {
    const keys = rows.filter((row) => row.table === table).map(({ key }) => key);
    return chunkRows(keys, 1, maxParameters - 3).map((chunk) =>
      db
        .updateTable("row_seals")
        .set({ salt: null })
        .where("study", "=", study)
        .where("tbl", "=", table)
        .where("row_key", "in", chunk)
        .where("salt", "is not", null),
    );
  });
}
