import type { DocumentTable } from "./read-document.ts";

/** A cell, row or table that differs. */
export interface ChangedCell {
  /** Anchors of the table's caption. */
  readonly table: readonly string[];
  /** Row and column, counted from 1, with their heads: `第3行第2列（高校，占比）`; empty for a whole table. */
  readonly place: string;
  /** The cell, counted from 0, where no row came or went. */
  readonly at?: { readonly row: number; readonly column: number };
  readonly was: string;
  readonly now: string;
}

const gone = "（已删去）";

/** Texts as they are compared: whatever blanks a program moved. */
type Plain = (text: string) => string;

/** What differs between the tables of a document and of its edited copy; tables are found by the bookmark of their caption. */
export function compareTables(
  base: readonly DocumentTable[],
  edited: readonly DocumentTable[],
  plain: Plain,
): readonly ChangedCell[] {
  const nameOf = ({ above }: DocumentTable): string => above.find((name) => /^t\d+$/.test(name)) ?? "";
  return base.flatMap((table, index) => {
    const name = nameOf(table);
    const other = name === "" ? edited[index] : edited.find((one) => nameOf(one) === name);
    if (other === undefined) return [{ table: table.above, place: "", was: "（整表）", now: gone }];
    return compareRows(table, other, plain);
  });
}

/** Rows by their order; where some were added or deleted, by their first cell. */
function compareRows({ above, rows }: DocumentTable, other: DocumentTable, plain: Plain): readonly ChangedCell[] {
  const left = [...other.rows];
  const headOf = (row: readonly string[]): string => plain(row[0] ?? "");
  const isWhole = rows.length === other.rows.length;
  const say = (row: readonly string[]): string => row.map(plain).join("｜");
  const changes = rows.flatMap((row, r): readonly ChangedCell[] => {
    const place = isWhole ? 0 : left.findIndex((one) => headOf(one) === headOf(row));
    const now = place < 0 ? undefined : left.splice(place, 1)[0];
    if (now === undefined) return [{ table: above, place: `第${r + 1}行`, was: say(row), now: gone }];
    return Array.from({ length: Math.max(row.length, now.length) }, (_, c) => c).flatMap((c) => {
      const [old, fresh] = [plain(row[c] ?? ""), plain(now[c] ?? "")];
      if (old === fresh) return [];
      const heads = r > 0 && c > 0 ? [headOf(row), plain(rows[0]?.[c] ?? "")].filter((head) => head !== "") : [];
      const named = heads.length === 0 ? "" : `（${heads.join("，")}）`;
      const at = isWhole ? { at: { row: r, column: c } } : {};
      return [{ table: above, place: `第${r + 1}行第${c + 1}列${named}`, ...at, was: old, now: fresh }];
    });
  });
  return [...changes, ...left.map((row) => ({ table: above, place: "新增的行", was: "", now: say(row) }))];
}
