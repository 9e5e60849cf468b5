import { type CompiledQuery, ExpressionWrapper, type Kysely, type OperationNode, type SqlBool } from "kysely";
import type { Cell, Row } from "../../chain/row-seal.ts";
import { type SealedTable, sealedTables, studyColumn } from "../../chain/sealed-tables.ts";
import { chunkRows, type SqlGateway } from "../gateway.ts";
import { insertedRows, keyOf, namedCells, toSealedRow } from "./move-rows.ts";
import { type Change, type Move, type Put, readMove, UnforeseenWrite } from "./read-query.ts";
import { passes, type Rows, readTests, reckon } from "./reckon.ts";

/** A row of a sealed table as a write leaves it: null where it is removed. */
export interface ForeseenRow {
  readonly table: string;
  readonly key: string;
  readonly row: Row | null;
  /** Nothing stood there: the write would be refused otherwise. */
  readonly isNew: boolean;
}

/** Tables known by their names only. */
export type AnyTables = Readonly<Record<string, Record<string, Cell>>>;
type Known = Map<string, Row | null>;

/** Lists of alternatives in one statement; SQLite nests no more than 1,000 deep. */
const keysALook = 200;

/** Reads rows of any sealed table, with the columns that are sealed. */
export function selectSealed({ db }: Pick<SqlGateway, "db">, table: string, spec: SealedTable) {
  const columns = [studyColumn(spec), ...spec.key, ...spec.columns];
  return (db as unknown as Kysely<AnyTables>).selectFrom(table).select([...new Set(columns)]);
}

/*
 * queries ─→ moves ─→ rows that stand under the keys they name, read at once ─┐
 *                                                                            ├─→ one move after the other ─→ rows as left
 *            moves that name no keys ─→ rows under their condition ──────────┘
 */

/**
 * What `queries`, carried out in order and whole, leave of the rows of sealed tables. Reads what stands: nobody else may
 * write to these rows until the queries are carried out. Throws `UnforeseenWrite` where that cannot be told.
 */
export async function foreseeRows(
  gateway: Pick<SqlGateway, "db" | "maxParameters">,
  study: string,
  queries: readonly CompiledQuery[],
): Promise<readonly ForeseenRow[]> {
  const moves = queries.flatMap((query) => readMove(query) ?? []);
  if (moves.length === 0) return [];
  const sight = await Sight.open(gateway, study, moves);
  for (const move of moves) await sight.follow(move);
  return sight.left();
}

class Sight {
  readonly gateway: Pick<SqlGateway, "db" | "maxParameters">;
  readonly study: string;
  /** What stands, as far as it was asked. */
  readonly standing = new Map<string, Known>();
  readonly foreseen = new Map<string, Map<string, ForeseenRow>>();

  private constructor(gateway: Pick<SqlGateway, "db" | "maxParameters">, study: string) {
    this.gateway = gateway;
    this.study = study;
  }

  static async open(gateway: Sight["gateway"], study: string, moves: readonly Move[]): Promise<Sight> {
    const sight = new Sight(gateway, study);
    const asked = new Map<string, Map<string, Row>>();
    for (const move of moves) {
      const keys = asked.get(move.table) ?? new Map<string, Row>();
      for (const row of sight.askedBy(move)) keys.set(keyOf(move.spec, row), row);
      asked.set(move.table, keys);
    }
    for (const [table, keys] of asked) await sight.look(table, keys);
    return sight;
  }

  /** Keys, as rows, of which a move must know what stands there. */
  askedBy(move: Move): readonly Row[] {
    if (move.kind !== "put") {
      const named = this.namedBy(move);
      return named === undefined ? [] : [named];
    }
    if (move.conflict === undefined) return [];
    const rows = insertedRows(move);
    return rows.filter((row) => !this.replaces(move, row));
  }

  /** Whether an insert leaves the same whether a row stands or not. */
  replaces({ spec, conflict }: Put, row: Row): boolean {
    if (conflict === undefined) return true;
    if (conflict.sets.size === 0) return false;
    return spec.columns.every((column) => {
      const set = conflict.sets.get(column);
      return set !== undefined && set.kind !== "CaseNode" && reckon(set, { own: {}, excluded: row }) === row[column];
    });
  }

  /** The key a condition names, as a row, where it asks for nothing that cannot be told of a row. */
  namedBy({ spec, where }: Change): Row | undefined {
    const tests = readTests(where);
    if (tests === undefined) return undefined;
    const known = [studyColumn(spec), ...spec.key, ...spec.columns];
    if (tests.some(({ column }) => !known.includes(column))) return undefined;
    const named = namedCells(tests);
    const isWhole = [studyColumn(spec), ...spec.key].every((column) => named[column] != null);
    return isWhole ? named : undefined;
  }

  async look(table: string, keys: ReadonlyMap<string, Row>): Promise<void> {
    const spec = sealedTables[table] as SealedTable;
    const known: Known = new Map([...keys.keys()].map((key) => [key, null]));
    const most = Math.max(
      1,
      Math.min(keysALook, Math.floor((this.gateway.maxParameters - 1) / Math.max(1, spec.key.length))),
    );
    for (const chunk of chunkRows([...keys.values()], 1, most)) {
      const found = await selectSealed(this.gateway, table, spec)
        .where(studyColumn(spec), "=", this.study)
        .where(({ eb, and, or }) => {
          const [column] = spec.key;
          if (column === undefined) return and([]);
          const values = chunk.map((row) => row[column] ?? null);
          if (spec.key.length === 1) return eb(column, "in", values);
          return or(chunk.map((row) => and(spec.key.map((name) => eb(name, "=", row[name] ?? null)))));
        })
        .execute();
      for (const one of found) this.keep(known, spec, one);
    }
    this.standing.set(table, known);
  }

  keep(known: Known, spec: SealedTable, found: Readonly<Record<string, unknown>>): Row {
    const row = toSealedRow(spec, found);
    known.set(keyOf(spec, row), row);
    return row;
  }

  at(table: string, key: string): Row | null {
    const foreseen = this.foreseen.get(table)?.get(key);
    return foreseen === undefined ? (this.standing.get(table)?.get(key) ?? null) : foreseen.row;
  }

  /** Notes what is left of a row; `known` is the row itself or what stood there. */
  set({ table, spec }: Move, known: Row, row: Row | null, isNew = false): void {
    if (spec.only?.(known) === false) return;
    if (known["study"] !== this.study) throw new UnforeseenWrite(`a row of ${table} outside of study ${this.study}`);
    const rows = this.foreseen.get(table) ?? new Map<string, ForeseenRow>();
    const key = keyOf(spec, known);
    rows.set(key, { table, key, row, isNew: isNew && !rows.has(key) });
    this.foreseen.set(table, rows);
  }

  async follow(move: Move): Promise<void> {
    if (move.kind === "put") for (const row of insertedRows(move)) this.put(move, row);
    else for (const row of await this.affectedBy(move)) this.treat(move, row);
  }

  put(move: Put, row: Row): void {
    const { table, spec, conflict } = move;
    const own = this.replaces(move, row) ? null : this.at(table, keyOf(spec, row));
    if (own === null) this.set(move, row, row, conflict === undefined);
    else if (conflict !== undefined && conflict.sets.size > 0) {
      const next = changed(conflict.sets, { own, excluded: row });
      this.set(move, next, next);
    }
  }

  treat(move: Change, own: Row): void {
    const next = move.kind === "remove" ? null : changed(move.sets, { own });
    if (next === null || keyOf(move.spec, next) !== keyOf(move.spec, own)) this.set(move, own, null);
    if (next !== null) this.set(move, next, next);
  }

  async affectedBy(move: Change): Promise<readonly Row[]> {
    const { table, spec, where } = move;
    const tests = readTests(where);
    const named = this.namedBy(move);
    if (named !== undefined && tests !== undefined) {
      const row = this.at(table, keyOf(spec, named));
      return row !== null && passes(row, tests) === true ? [row] : [];
    }
    const touched = this.foreseen.get(table) ?? new Map<string, ForeseenRow>();
    const mine = [...touched.values()].flatMap(({ row }) => (row === null ? [] : [row]));
    const judged = mine.filter((row) => {
      const verdict = tests && passes(row, tests);
      if (verdict === undefined) throw new UnforeseenWrite(`a condition on ${table} after it was written to`);
      return verdict;
    });
    const found = await this.select(table, spec, where);
    return [...judged, ...found.filter((row) => !touched.has(keyOf(spec, row)))];
  }

  async select(table: string, spec: SealedTable, where: OperationNode | undefined): Promise<readonly Row[]> {
    const all = selectSealed(this.gateway, table, spec);
    const rows = await (where === undefined
      ? all
      : all.where(new ExpressionWrapper<AnyTables, string, SqlBool>(where))
    ).execute();
    return rows.map((row) => toSealedRow(spec, row));
  }

  left(): readonly ForeseenRow[] {
    return [...this.foreseen.values()].flatMap((rows) => [...rows.values()]);
  }
}

function changed(sets: ReadonlyMap<string, OperationNode>, rows: Rows): Row {
  return { ...rows.own, ...Object.fromEntries([...sets].map(([column, node]) => [column, reckon(node, rows)])) };
}
