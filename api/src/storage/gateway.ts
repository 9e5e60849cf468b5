import { type CompiledQuery, type Kysely, sql } from "kysely";
import type { Schema } from "./schema.ts";

/**
 * The slice of a database the stores need. `db` reads (and runs single writes); transactions on it are refused, as D1
 * has none. `writeAtomically` carries out all queries or none, in order, and is durable when it resolves.
 */
export interface SqlGateway {
  readonly db: Kysely<Schema>;
  writeAtomically(queries: readonly CompiledQuery[]): Promise<void>;
  /** Empties the write-ahead log, which holds former states in the order of writes; absent where the program has no hand in it. */
  forgetPast?(): Promise<void>;
  /**
   * Runs `work` while no other process works on `chain`; there only where several processes write to the database. What was
   * known of the chain before may be out of date by then. Never taken within another turn.
   */
  takeTurn?<Result>(chain: string, work: () => Promise<Result>): Promise<Result>;
  /** Bound parameters one statement may carry. */
  readonly maxParameters: number;
  close(): Promise<void>;
}

export type ConstraintKind = "unique" | "check" | "foreignKey" | "notNull";

/** A constraint refused a write. `table` is empty where the database does not tell (foreign keys). */
export class ConstraintError extends Error {
  readonly kind: ConstraintKind;
  readonly table: string;

  constructor(kind: ConstraintKind, table: string, cause: unknown) {
    super(`a ${kind} constraint${table === "" ? "" : ` of ${table}`} refused the write`, { cause });
    this.name = "ConstraintError";
    this.kind = kind;
    this.table = table;
  }
}

const patterns: readonly (readonly [ConstraintKind, RegExp])[] = [
  ["unique", /UNIQUE constraint failed: (\w+)\./],
  ["notNull", /NOT NULL constraint failed: (\w+)\./],
  ["check", /CHECK constraint failed: (\w*)/],
  ["foreignKey", /FOREIGN KEY constraint failed()/],
];

/** Turns what SQLite or D1 says into a `ConstraintError`; any other error comes back as it was. */
export function toConstraintError(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  for (const [kind, pattern] of patterns) {
    const found = pattern.exec(message);
    if (found !== null) return new ConstraintError(kind, found[1] ?? "", error);
  }
  return error;
}

/** Cuts `rows` so that no statement binds more than `maxParameters` at `perRow` parameters a row. */
export function chunkRows<Row>(rows: readonly Row[], perRow: number, maxParameters: number): Row[][] {
  const size = Math.max(1, Math.floor(maxParameters / perRow));
  const chunks: Row[][] = [];
  for (let at = 0; at < rows.length; at += size) chunks.push(rows.slice(at, at + size));
  return chunks;
}

/**
 * The column `study` as a check only, beside a list of ids: the sign keeps SQLite from seeking by an index on `study`, which
 * it prefers from some dozens of ids on and which reads the whole study for each list.
 */
export const studyOfEach = sql<string>`+study`;
