import type { Row } from "../chain/row-seal.ts";

/** The seal of a row in an entry of the audit log. */
export interface RowSeal {
  readonly seq: number;
  readonly table: string;
  /** As `keyText` writes it. */
  readonly key: string;
  /** Null where it was erased: the row was changed since, removed, or let go with a withdrawn response. */
  readonly salt: string | null;
  /** Null where the entry removed the row. */
  readonly hash: string | null;
}

export interface KeyedRow {
  readonly key: string;
  readonly row: Row;
}

/** Rows of sealed tables as they stand, and their seals: what `verify` holds against each other. */
export interface SealStore {
  /** Every seal of a study, in the order of table, key and entry. */
  list(study: string): Promise<readonly RowSeal[]>;
  /** Rows of a table, in pages. */
  pages(study: string, table: string): AsyncIterable<readonly KeyedRow[]>;
  /** The last seal of a row and the row, read anew; undefined where there is none. */
  find(study: string, table: string, key: string): Promise<{ readonly seal?: RowSeal; readonly row?: Row }>;
}
