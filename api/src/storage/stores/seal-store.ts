import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { Cell, Row } from "../../chain/row-seal.ts";
import { type SealedTable, sealedTables, studyColumn } from "../../chain/sealed-tables.ts";
import type { KeyedRow, RowSeal, SealStore } from "../../ports/seal-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { type AnyTables, selectSealed } from "../seals/foresee-rows.ts";
import { keyOf, toSealedRow } from "../seals/move-rows.ts";

const rowsAPage = 2_000;
const sealsAPage = 10_000;
const sealColumns = ["seq", "tbl as table", "row_key as key", "salt", "hash"] as const;

export function createSealStore(gateway: SqlGateway): SealStore {
  const seals = (study: string) => gateway.db.selectFrom("row_seals").select(sealColumns).where("study", "=", study);
  return {
    list: async (study) => {
      const all: RowSeal[] = [];
      for (let last: RowSeal | undefined; ; last = all.at(-1)) {
        const place = last && [last.table, last.key, last.seq];
        const after = place && sql<SqlBool>`(tbl, row_key, seq) > (${sql.join(place)})`;
        const page = seals(study).orderBy("tbl").orderBy("row_key").orderBy("seq").limit(sealsAPage);
        const found = await (after === undefined ? page : page.where(after)).execute();
        all.push(...found);
        if (found.length < sealsAPage) return all;
      }
    },
    async *pages(study, table) {
      const spec = specOf(table);
      const limit = spec.page ?? rowsAPage;
      for (let last: Row | undefined; ; ) {
        let page = selectSealed(gateway, table, spec).where(studyColumn(spec), "=", study).limit(limit);
        for (const column of spec.key) page = page.orderBy(column);
        const found = await (last === undefined ? page : page.where(follows(spec, last))).execute();
        yield found.map((one) => keyed(spec, one)).filter(({ row }) => spec.only?.(row) !== false);
        if (found.length < limit) return;
        last = toSealedRow(spec, found.at(-1) ?? {});
      }
    },
    find: async (study, table, key) => {
      const spec = specOf(table);
      const cells = JSON.parse(key) as readonly Cell[];
      const seal = await seals(study)
        .where("tbl", "=", table)
        .where("row_key", "=", key)
        .orderBy("seq", "desc")
        .limit(1)
        .executeTakeFirst();
      const one = (eb: ExpressionBuilder<AnyTables, string>) =>
        eb.and(spec.key.map((column, at) => eb(column, "=", cells[at] ?? null)));
      const row = await selectSealed(gateway, table, spec)
        .where(studyColumn(spec), "=", study)
        .where(one)
        .executeTakeFirst();
      return { ...(seal !== undefined && { seal }), ...(row !== undefined && { row: toSealedRow(spec, row) }) };
    },
  };
}

function specOf(table: string): SealedTable {
  const spec = sealedTables[table];
  if (spec === undefined) throw new RangeError(`${table}: no rows of this table are sealed`);
  return spec;
}

function keyed(spec: SealedTable, found: Readonly<Record<string, unknown>>): KeyedRow {
  const row = toSealedRow(spec, found);
  return { key: keyOf(spec, row), row };
}

/** What comes after a row in the order of keys. */
function follows({ key }: SealedTable, row: Row): Expression<SqlBool> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  return sql<SqlBool>`(${columns}) > (${sql.join(key.map((column) => row[column] ?? null))})`;
}
