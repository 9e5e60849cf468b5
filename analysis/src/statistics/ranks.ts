/** Numbers as places in their ascending distinct values. */
export interface CodedValues {
  /** −1 where the value is missing (`NaN`). */
  readonly codes: Int32Array;
  readonly values: Float64Array;
}

/** Codes numbers by their ascending distinct values: one look-up a number, one sort of what is distinct. */
export function codeValues(values: ArrayLike<number>): CodedValues {
  const places = new Map<number, number>();
  const codes = new Int32Array(values.length).fill(-1);
  for (let row = 0; row < codes.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    let place = places.get(value);
    if (place === undefined) {
      place = places.size;
      places.set(value, place);
    }
    codes[row] = place;
  }
  const distinct = Float64Array.from(places.keys()).sort();
  const order = new Int32Array(distinct.length);
  for (const [place, value] of distinct.entries()) order[places.get(value) ?? 0] = place;
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? -1;
    if (code >= 0) codes[row] = order[code] ?? -1;
  }
  return { codes, values: distinct };
}

/** How often each code occurs. */
export function countCodes(codes: Int32Array, distinct: number): Float64Array {
  const counts = new Float64Array(distinct);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? -1;
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

/** The middle rank, from 1, that the cases of each code share. */
export function middleRanks(counts: Float64Array): Float64Array {
  let below = 0;
  return counts.map((count) => {
    const rank = below + (count + 1) / 2;
    below += count;
    return rank;
  });
}

/** Ranks from 1, ties at their middle rank; `NaN` where the value is missing. */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  const { codes, values: distinct } = codeValues(values);
  const ranks = middleRanks(countCodes(codes, distinct.length));
  return Float64Array.from(codes, (code) => ranks[code] ?? Number.NaN);
}

/** Sizes of the groups of equal values. */
export function tieSizes(values: ArrayLike<number>): readonly number[] {
  const { codes, values: distinct } = codeValues(values);
  return [...countCodes(codes, distinct.length)];
}

/** Σ(t³ − t) over groups of t equal values, what ties take from the variance of ranks. */
export function tieLoss(sizes: Iterable<number>): number {
  let loss = 0;
  for (const t of sizes) loss += t ** 3 - t;
  return loss;
}
