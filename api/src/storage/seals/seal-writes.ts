import { bytesToHex } from "@noble/hashes/utils.js";
import type { Compilable, CompiledQuery } from "kysely";
import { hashMarks, hashRow, type RowMark } from "../../chain/row-seal.ts";
import { type SealedTable, sealedTables } from "../../chain/sealed-tables.ts";
import { chunkRows, type SqlGateway } from "../gateway.ts";
import type { ForeseenRow } from "./foresee-rows.ts";

/** A secret of 128 random bits, without which a hash tells nothing of a row. */
export type MakeSalt = () => string;

const saltDigits = 32;
const saltsADraw = 256;

/** Draws salts many at a time: a draw costs the same for one as for hundreds. */
export function createRandomSalts(): MakeSalt {
  let drawn = "";
  let at = 0;
  return () => {
    if (at === drawn.length) {
      drawn = bytesToHex(crypto.getRandomValues(new Uint8Array((saltsADraw * saltDigits) / 2)));
      at = 0;
    }
    at += saltDigits;
    return drawn.slice(at - saltDigits, at);
  };
}

/** What is written of the rows of an entry: the hash over them, and queries that keep their seals. */
export interface Sealing {
  /** Absent where the entry leaves all sealed rows as they are. */
  readonly rows?: string;
  queriesFor(seq: number): readonly CompiledQuery[];
}

/** Seals rows as an entry leaves them, and erases the salts of what stood there. */
export type SealRows = (study: string, rows: readonly ForeseenRow[]) => Sealing;

export function createSealer(
  gateway: Pick<SqlGateway, "db" | "maxParameters">,
  makeSalt: MakeSalt = createRandomSalts(),
): SealRows {
  const addSeals = wordAdding(gateway);
  const eraseSalts = wordErasing(gateway);
  return (study, rows) => {
    if (rows.length === 0) return { queriesFor: () => [] };
    const ordered = rows.toSorted(byKey);
    const seals = ordered.map(({ table, key, row }): Seal => {
      if (row === null) return { table, key, salt: null, hash: null };
      const salt = makeSalt();
      return { table, key, salt, hash: hashRow({ study, table, key, salt, row }, columnsOf(table)) };
    });
    const standing = ordered.filter(({ isNew }) => !isNew);
    return {
      rows: hashMarks(seals),
      queriesFor: (seq) => [...eraseSalts(study, standing), ...addSeals(study, seals, seq)],
    };
  };
}

/** In the order in which the database keeps seals: it goes to each page of them once. */
function byKey(one: ForeseenRow, other: ForeseenRow): number {
  if (one.table !== other.table) return one.table < other.table ? -1 : 1;
  return one.key < other.key ? -1 : 1;
}

interface Seal extends RowMark {
  readonly salt: string | null;
}

const columnsOf = (table: string): readonly string[] => (sealedTables[table] as SealedTable).columns;

/** Rows in one statement: enough that more gain nothing, and few enough that each number of them is worded once and kept. */
const rowsAStatement = 100;

/** Has a statement for each number of rows worded once: to word it anew takes longer than to carry it out. */
function keepWording(
  word: (rows: number) => Compilable,
): (rows: number, parameters: readonly unknown[]) => CompiledQuery {
  const kept = new Map<number, CompiledQuery>();
  return (rows, parameters) => {
    const query = kept.get(rows) ?? word(rows).compile();
    kept.set(rows, query);
    return { ...query, parameters };
  };
}

function wordAdding({ db, maxParameters }: Pick<SqlGateway, "db" | "maxParameters">) {
  const blank = { study: "", tbl: "", row_key: "", seq: 0, salt: "", hash: "" };
  const word = keepWording((rows) => db.insertInto("row_seals").values(Array.from({ length: rows }, () => blank)));
  const most = Math.min(maxParameters, rowsAStatement * Object.keys(blank).length);
  return (study: string, seals: readonly Seal[], seq: number): readonly CompiledQuery[] =>
    chunkRows(seals, Object.keys(blank).length, most).map((chunk) =>
      word(
        chunk.length,
        chunk.flatMap(({ table, key, salt, hash }) => [study, table, key, seq, salt, hash]),
      ),
    );
}

function wordErasing({ db, maxParameters }: Pick<SqlGateway, "db" | "maxParameters">) {
  const word = keepWording((rows) =>
    db
      .updateTable("row_seals")
      .set({ salt: null })
      .where("study", "=", "")
      .where("tbl", "=", "")
      .where(
        "row_key",
        "in",
        Array.from({ length: rows }, () => ""),
      )
      .where("salt", "is not", null),
  );
  const most = Math.min(rowsAStatement, maxParameters - 3);
  return (study: string, rows: readonly Pick<ForeseenRow, "table" | "key">[]): readonly CompiledQuery[] => {
    const tables = new Set(rows.map(({ table }) => table));
    return [...tables].flatMap((table) => {
      const keys = rows.flatMap((row) => (row.table === table ? [row.key] : []));
      return chunkRows(keys, 1, most).map((chunk) => word(chunk.length, [null, study, table, ...chunk]));
    });
  };
}
