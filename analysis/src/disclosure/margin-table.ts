/** Which totals of a table are published beside its cells. */
export interface PublishedTotals {
  readonly rows: boolean;
  readonly columns: boolean;
}

/**
 * A table with its totals as one grid: the last column holds the row totals, the last row the column totals, the corner
 * the grand total. Totals enter with a minus, so every line of the grid adds up to nought.
 */
export interface MarginTable {
  readonly height: number;
  readonly width: number;
  /** Counts row by row, totals included, all without sign. */
  readonly counts: readonly number[];
  /** True where the reader does not see the count. */
  readonly hidden: boolean[];
}

/** Puts the totals beside the cells; what is not published is hidden from the start. */
export function withMargins(cells: readonly (readonly number[])[], published: PublishedTotals): MarginTable {
  const columns = cells[0]?.length ?? 0;
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  const rows = cells.map((row) => [...row, sum(row)]);
  const last = Array.from({ length: columns + 1 }, (_, column) => sum(rows.map((row) => row[column] ?? 0)));
  const grid = [...rows, last];
  const hidden = grid.flatMap((row, r) =>
    row.map((_, c) => {
      const [isRowTotal, isColumnTotal] = [c === columns, r === cells.length];
      if (isRowTotal && isColumnTotal) return !(published.rows && published.columns);
      return (isRowTotal && !published.rows) || (isColumnTotal && !published.columns);
    }),
  );
  return { height: grid.length, width: columns + 1, counts: grid.flat(), hidden };
}

/** Whether a place of the grid is a total of a row or a column (the corner is a total of totals). */
export function isMargin({ height, width }: MarginTable, at: number): boolean {
  const [row, column] = [Math.floor(at / width), at % width];
  return (row === height - 1) !== (column === width - 1);
}
