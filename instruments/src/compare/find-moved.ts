/**
 * The fewest keys that must move to bring the common keys of `before` into the order of `after` (all that are not in
 * the longest increasing run of their old places). Keys are unique in each list.
 */
export function findMoved(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const old = new Map(before.map((key, place) => [key, place]));
  const common = after.filter((key) => old.has(key));
  const places = common.map((key) => old.get(key) as number);
  const ends: number[] = [];
  const previous = places.map((place, index) => {
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((places[ends[middle] as number] as number) < place) low = middle + 1;
      else high = middle;
    }
    ends[low] = index;
    return low === 0 ? -1 : (ends[low - 1] as number);
  });
  const stay = new Set<string>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] as number) stay.add(common[at] as string);
  return new Set(common.filter((key) => !stay.has(key)));
}
