import type { Compilable, CompiledQuery } from "kysely";
import type { Write } from "../ports/journal.ts";

/** Makes a `Write` of queries. */
export function writeOf(...queries: readonly Compilable[]): Write {
  return { parts: queries.map((query) => query.compile()) };
}

/** The queries of writes, in order. */
export function queriesOf(writes: readonly Write[]): readonly CompiledQuery[] {
  return writes.flatMap((write) => write.parts as readonly CompiledQuery[]);
}
