import type { Variable } from "@diaoyan/instruments";
import { columnDuplicate, columnMissing } from "../errors.ts";

/** Every described variable must have a column, and no two columns one name. Throws `csv.column-missing`, `csv.column-duplicate`. */
export function checkHeader(header: readonly string[], variables: readonly Variable[]): void {
  for (const { name } of variables) if (!header.includes(name)) throw columnMissing(name, header);
  const duplicate = header.find((name, column) => header.indexOf(name) !== column);
  if (duplicate !== undefined) throw columnDuplicate(duplicate);
}
