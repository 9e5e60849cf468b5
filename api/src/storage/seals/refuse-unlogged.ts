import type { CompiledQuery } from "kysely";
import { insertedRows, namedCells } from "./move-rows.ts";
import { type Move, readMove, UnforeseenWrite } from "./read-query.ts";
import { readTests } from "./reckon.ts";

/**
 * Refuses queries that would change what is sealed without an entry of the audit log: an error of whoever wrote them, since
 * `verify` could not tell it from tampering.
 */
export function refuseUnlogged(queries: readonly CompiledQuery[]): void {
  for (const query of queries) {
    const move = readMove(query);
    if (move !== undefined && !isFree(move))
      throw new UnforeseenWrite(`a change of ${move.table} without an entry of the audit log`);
  }
}

/** The withdrawal of a response takes along what was said of it; and seals hold only some rows of a table. */
function isFree(move: Move): boolean {
  const { spec } = move;
  if (spec.letGo === true && move.kind !== "put") return true;
  if (spec.only === undefined) return false;
  const rows = move.kind === "put" ? insertedRows(move) : [namedCells(readTests(move.where) ?? [])];
  return rows.every((row) => spec.only?.(row) === false);
}
