/**
 * The number that stands at `place` (from 0) when sorted, by Hoare's selection (1961, Comm. ACM 4, p. 321); `values` is
 * put into another order, with nothing larger before the place and nothing smaller behind it.
 */
function selectInPlace(values: Float64Array, place: number): number {
  let [from, to] = [0, values.length - 1];
  while (from < to) {
    const pivot = values[(from + to) >> 1] ?? 0;
    let [left, right] = [from, to];
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1;
      while ((values[right] ?? 0) > pivot) right -= 1;
      if (left > right) break;
      const swapped = values[left] ?? 0;
      values[left] = values[right] ?? 0;
      values[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (place <= right) to = right;
    else if (place >= left) from = left;
    else break;
  }
  return values[place] ?? Number.NaN;
}

/** The quantile of `values` (none missing) by linear interpolation between order statistics (Hyndman & Fan 1996, type 7, as R's default); `NaN` of none. */
export function quantileAt(values: ArrayLike<number>, share: number): number {
  const copy = new Float64Array(values);
  if (copy.length === 0) return Number.NaN;
  const at = share * (copy.length - 1);
  const place = Math.floor(at);
  const lower = selectInPlace(copy, place);
  if (at === place) return lower;
  let upper = Number.POSITIVE_INFINITY;
  for (let row = place + 1; row < copy.length; row += 1) upper = Math.min(upper, copy[row] ?? upper);
  return lower === upper ? lower : lower + (at - place) * (upper - lower);
}

/** The median; `NaN` of none. */
export function middleOf(values: ArrayLike<number>): number {
  return quantileAt(values, 0.5);
}
