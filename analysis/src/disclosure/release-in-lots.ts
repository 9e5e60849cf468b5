/** Counts by name as they were shown last; a name that is missing was never shown. */
export type Released = Readonly<Record<string, number>>;

/**
 * The count to show next, a multiple of `smallCell`: it moves only when at least `smallCell` responses have come (or gone)
 * since the count shown now. Below `smallCell` it is 0, which says “fewer than that”, empty or not.
 */
export function releaseCount(shown: number, actual: number, smallCell: number): number {
  const keeps = shown >= smallCell && shown % smallCell === 0 && Math.abs(actual - shown) < smallCell;
  return keeps ? shown : Math.floor(actual / smallCell) * smallCell;
}

/**
 * Moves the counts of a table on in lots. Totals must be summed from what this answers: then the responses not yet released
 * stand in no figure at all, and no subtraction — of cells from totals, of one collector from another, of one reading from
 * the next — leaves fewer than `smallCell` people. Counts that are gone are dropped.
 */
export function releaseInLots(shown: Released, actual: Released, smallCell: number): Released {
  return Object.fromEntries(
    Object.entries(actual).map(([name, count]) => [name, releaseCount(shown[name] ?? 0, count, smallCell)]),
  );
}

/** Whether figures that say more than a count (means, shares) may be shown anew: only when `smallCell` people have come or gone. */
export function mayRefresh(shownOf: number | null, actual: number, smallCell: number): boolean {
  if (shownOf === null) return actual >= smallCell;
  return actual < smallCell || Math.abs(actual - shownOf) >= smallCell;
}
