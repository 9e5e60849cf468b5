import { type CompiledQuery, Kysely } from "kysely";
import { type SqlGateway, toConstraintError } from "./gateway.ts";
import { gatewayDialect } from "./gateway-dialect.ts";
import type { Schema } from "./schema.ts";

/** A gateway on Cloudflare D1: `batch` for atomic writes, at most 100 bound parameters a statement. */
export function openD1(database: D1Database): SqlGateway {
  const bind = (query: CompiledQuery) => database.prepare(query.sql).bind(...query.parameters.map(toD1Value));
  const dialect = gatewayDialect(async (query) => {
    try {
      const { results, meta } = await bind(query).all();
      return { rows: results, numAffectedRows: BigInt(meta.changes ?? results.length) };
    } catch (error) {
      throw toConstraintError(error);
    }
  });
  return {
    db: new Kysely<Schema>({ dialect }),
    maxParameters: 100,
    writeAtomically: async (queries) => {
      if (queries.length === 0) return;
      try {
        await database.batch(queries.map(bind));
      } catch (error) {
        throw toConstraintError(error);
      }
    },
    close: async () => undefined,
  };
}

function toD1Value(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "boolean") return value ? 1 : 0;
  return value;
}
