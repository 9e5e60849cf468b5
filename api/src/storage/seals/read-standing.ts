import { sealedTables, studyColumn } from "../../chain/sealed-tables.ts";
import type { SqlGateway } from "../gateway.ts";
import { type ForeseenRow, selectSealed } from "./foresee-rows.ts";
import { keyOf, toSealedRow } from "./move-rows.ts";

/** Every row of a study that seals hold, as it stands. */
export async function readStanding(gateway: Pick<SqlGateway, "db">, study: string): Promise<readonly ForeseenRow[]> {
  const rows: ForeseenRow[] = [];
  for (const [table, spec] of Object.entries(sealedTables)) {
    const found = await selectSealed(gateway, table, spec).where(studyColumn(spec), "=", study).execute();
    for (const one of found) {
      const row = toSealedRow(spec, one);
      if (spec.only?.(row) !== false) rows.push({ table, key: keyOf(spec, row), row, isNew: true });
    }
  }
  return rows;
}
