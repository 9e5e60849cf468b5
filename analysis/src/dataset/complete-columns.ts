/** Rows where none of the columns is missing (`NaN`). */
export function completeRows(columns: readonly Float64Array[]): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < (columns[0]?.length ?? 0); row += 1) {
    let complete = true;
    for (const column of columns) if (Number.isNaN(column[row] ?? Number.NaN)) complete = false;
    if (complete) rows.push(row);
  }
  return rows;
}

/** The columns over the rows where none is missing (listwise deletion). */
export function completeColumns(columns: readonly Float64Array[]): readonly Float64Array[] {
  const rows = completeRows(columns);
  return columns.map((column) => Float64Array.from(rows, (row) => column[row] ?? Number.NaN));
}
