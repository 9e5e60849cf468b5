import { findBounds } from "./find-bounds.ts";
import { isMargin, type MarginTable, type PublishedTotals, withMargins } from "./margin-table.ts";

/** A count as it may be shown: null where it is suppressed, for whatever reason. */
export type ShownCount = number | null;

/** A table of counts with its margins as they may be shown. */
export interface SuppressedTable {
  readonly cells: readonly (readonly ShownCount[])[];
  readonly rowTotals: readonly ShownCount[];
  readonly columnTotals: readonly ShownCount[];
  readonly total: ShownCount;
}

/**
 * Suppresses counts from 1 to `smallCell` − 1, totals too, and as many others as it takes that no reader can work a small
 * one out of rows, columns and totals: what they leave for it spans at least `smallCell`, by exact bounds. Empty cells are
 * shown. One null for both kinds, so the reader cannot tell small ones from those that protect them. Primary and
 * secondary cell suppression after Hundepool et al., Statistical Disclosure Control (2012),
 * https://doi.org/10.1002/9781118348239. It protects one table at one time; for figures that move see `releaseInLots`.
 */
export function suppressTable(
  cells: readonly (readonly number[])[],
  smallCell: number,
  published: PublishedTotals = { rows: true, columns: true },
): SuppressedTable {
  const table = withMargins(cells, published);
  const small = table.counts.flatMap((count, at) => (count > 0 && count < smallCell && !table.hidden[at] ? [at] : []));
  for (const at of small) table.hidden[at] = true;
  for (let open = firstOpen(table, small, smallCell); open !== null; open = firstOpen(table, small, smallCell)) {
    table.hidden[cheapestBeside(table, open)] = true;
  }
  return toShown(table);
}

/** A list of counts with its total: suppressed as a table of one row. */
export function suppressList(
  counts: readonly number[],
  smallCell: number,
): { readonly counts: readonly ShownCount[]; readonly total: ShownCount } {
  const { cells, rowTotals } = suppressTable([counts], smallCell, { rows: true, columns: false });
  return { counts: cells[0] ?? [], total: rowTotals[0] ?? null };
}

/** A small count that is bounded too closely, with the line to hide more of; null when all are safe. */
function firstOpen(table: MarginTable, small: readonly number[], smallCell: number): number | null {
  for (const at of small) {
    const { low, high } = findBounds(table, at);
    if (high - low < smallCell) return at;
  }
  return null;
}

/**
 * The cell to hide next: in a line of the open cell that has nothing else hidden, else in either of its lines, else
 * anywhere; where something is hidden across already, then the smallest. Totals only when no cell is left, empty cells last.
 */
function cheapestBeside(table: MarginTable, open: number): number {
  const { width, counts, hidden } = table;
  const lone = loneLines(table);
  const [row, column] = [Math.floor(open / width), open % width];
  const cost = (at: number): readonly number[] => {
    const [r, c] = [Math.floor(at / width), at % width];
    const inLone = (lone.rows.has(r) ? 1 : 0) + (lone.columns.has(c) ? 1 : 0);
    const beside = r === row || c === column ? 0 : 1;
    const isTotal = isMargin(table, at) || at === counts.length - 1;
    return [counts[at] === 0 ? 1 : 0, isTotal ? 1 : 0, -inLone, beside, counts[at] ?? 0, at];
  };
  const candidates = counts.flatMap((_, at) => (hidden[at] ? [] : [{ at, cost: cost(at) }]));
  const [best] = candidates.sort((left, right) => compareInOrder(left.cost, right.cost));
  return best?.at ?? open;
}

/** Rows and columns of the grid with exactly one hidden place: subtraction gives it away. */
function loneLines({ height, width, hidden }: MarginTable) {
  const rows = Array.from(
    { length: height },
    (_, r) => hidden.slice(r * width, (r + 1) * width).filter(Boolean).length,
  );
  const columns = Array.from({ length: width }, (_, c) => hidden.filter((is, at) => is && at % width === c).length);
  const only = (lines: readonly number[]) => new Set(lines.flatMap((count, line) => (count === 1 ? [line] : [])));
  return { rows: only(rows), columns: only(columns) };
}

function compareInOrder(left: readonly number[], right: readonly number[]): number {
  const place = left.findIndex((one, at) => one !== right[at]);
  return place < 0 ? 0 : (left[place] ?? 0) - (right[place] ?? 0);
}

function toShown({ height, width, counts, hidden }: MarginTable): SuppressedTable {
  const shown = counts.map((count, at) => (hidden[at] ? null : count));
  const rows = Array.from({ length: height }, (_, row) => shown.slice(row * width, (row + 1) * width));
  const inner = rows.slice(0, -1);
  const last = rows.at(-1) ?? [];
  return {
    cells: inner.map((row) => row.slice(0, -1)),
    rowTotals: inner.map((row) => row.at(-1) ?? null),
    columnTotals: last.slice(0, -1),
    total: last.at(-1) ?? null,
  };
}
