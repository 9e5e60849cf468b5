import { answersOnScale, noAnswer, type ScaleAnswers } from "../dataset/scale-answers.ts";

/** Numbers as places in their ascending distinct values. */
export interface CodedValues {
  /** −1 where the value is missing (`NaN`). */
  readonly codes: Int32Array;
  readonly values: Float64Array;
}

/** Codes numbers by their ascending distinct values: the steps of a scale by a table, others by one look-up a number and one sort of what is distinct. */
export function codeValues(values: ArrayLike<number>): CodedValues {
  const answers = values instanceof Float64Array ? answersOnScale(values) : null;
  return answers === null ? (codeSteps(values) ?? codeAny(values)) : codeAnswers(answers);
}

function codeAnswers({ bytes, largest }: ScaleAnswers): CodedValues {
  const places = new Int32Array(noAnswer + 1).fill(-1);
  for (let row = 0; row < bytes.length; row += 1) places[bytes[row] ?? noAnswer] = 0;
  const distinct: number[] = [];
  for (let answer = 0; answer <= largest; answer += 1)
    if (places[answer] === 0) places[answer] = distinct.push(answer) - 1;
  places[noAnswer] = -1;
  const codes = new Int32Array(bytes.length);
  for (let row = 0; row < codes.length; row += 1) codes[row] = places[bytes[row] ?? noAnswer] ?? -1;
  return { codes, values: Float64Array.from(distinct) };
}

/** Whole numbers no farther apart than this are looked up in a table. */
const widest = 1024;

/** Null where the values are not whole, or too far apart. */
function codeSteps(values: ArrayLike<number>): CodedValues | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) return null;
    if (value < low) low = value;
    if (value > high) high = value;
    if (high - low >= widest) return null;
  }
  const places = new Int32Array(Math.max(0, high - low + 1)).fill(-1);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    if (!Number.isNaN(value)) places[value - low] = 0;
  }
  const distinct: number[] = [];
  for (let step = 0; step < places.length; step += 1)
    if (places[step] === 0) places[step] = distinct.push(low + step) - 1;
  const codes = new Int32Array(values.length);
  for (let row = 0; row < codes.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    codes[row] = Number.isNaN(value) ? -1 : (places[value - low] ?? -1);
  }
  return { codes, values: Float64Array.from(distinct) };
}

function codeAny(values: ArrayLike<number>): CodedValues {
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

/** Ranks of several samples as one: the sum of ranks of each, and how many share each value. */
export interface PooledRanks {
  readonly n: number;
  readonly sums: readonly number[];
  /** Sizes of the groups of equal values, in ascending order of value. */
  readonly ties: Float64Array;
}

/** Ranks the values of all samples together, ties at their middle rank. */
export function poolRanks(samples: readonly ArrayLike<number>[]): PooledRanks {
  const n = samples.reduce((sum, { length }) => sum + length, 0);
  const all = new Float64Array(n);
  let from = 0;
  for (const sample of samples) {
    all.set(sample, from);
    from += sample.length;
  }
  const { codes, values } = codeValues(all);
  const ties = countCodes(codes, values.length);
  const ranks = middleRanks(ties);
  from = 0;
  const sums = samples.map(({ length }) => {
    const own = codes.subarray(from, from + length);
    from += length;
    return countCodes(own, values.length).reduce((sum, count, code) => sum + count * (ranks[code] ?? 0), 0);
  });
  return { n, sums, ties };
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
