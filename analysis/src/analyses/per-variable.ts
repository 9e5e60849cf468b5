/** A row for each variable. With one variable its fields also stand at the top; `n` then is its, else the smallest. */
export type PerVariable<Row extends { readonly n: number }> = {
  readonly n: number;
  readonly variables: readonly Row[];
} & Partial<Row>;

/** Rows as the result of an analysis of each variable by itself. */
export function listPerVariable<Row extends { readonly n: number }>(
  rows: readonly Row[],
): { readonly n: number; readonly variables: readonly Row[] } {
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) return { ...only, variables: rows };
  return { n: Math.min(...rows.map(({ n }) => n)), variables: rows };
}
