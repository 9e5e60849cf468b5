/** The sum of products of two vectors of one length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < a.length; place += 1) sum += (a[place] ?? 0) * (b[place] ?? 0);
  return sum;
}

/** Adds `factor` times another vector of the same length, in place. */
export function addScaled(target: Float64Array, values: Float64Array, factor: number): void {
  if (factor === 0) return;
  for (let place = 0; place < target.length; place += 1)
    target[place] = (target[place] ?? 0) + factor * (values[place] ?? 0);
}

/** The sum of products of each column with one vector of the same length; four columns at a time, as one sum alone waits for itself. */
export function dotEach(columns: readonly Float64Array[], vector: Float64Array): Float64Array {
  const sums = new Float64Array(columns.length + 3);
  for (let first = 0; first < columns.length; first += 4)
    dotFour(fourFrom(columns, first), vector, sums.subarray(first));
  return sums.slice(0, columns.length);
}

function dotFour([a, b, c, d]: Four, vector: Float64Array, sums: Float64Array): void {
  let sa = 0;
  let sb = 0;
  let sc = 0;
  let sd = 0;
  for (let place = 0; place < vector.length; place += 1) {
    const value = vector[place] ?? 0;
    sa += value * (a[place] ?? 0);
    sb += value * (b[place] ?? 0);
    sc += value * (c[place] ?? 0);
    sd += value * (d[place] ?? 0);
  }
  sums[0] = sa;
  sums[1] = sb;
  sums[2] = sc;
  sums[3] = sd;
}

/** Adds each column times its factor, in place; four columns at a time, rounded as one after the other. */
export function addCombination(target: Float64Array, columns: readonly Float64Array[], factors: Float64Array): void {
  for (let first = 0; first < columns.length; first += 4)
    addFour(target, fourFrom(columns, first), factors.subarray(first));
}

function addFour(target: Float64Array, [a, b, c, d]: Four, factors: Float64Array): void {
  const [fa, fb, fc, fd] = [factors[0] ?? 0, factors[1] ?? 0, factors[2] ?? 0, factors[3] ?? 0];
  for (let place = 0; place < target.length; place += 1)
    target[place] =
      (target[place] ?? 0) + fa * (a[place] ?? 0) + fb * (b[place] ?? 0) + fc * (c[place] ?? 0) + fd * (d[place] ?? 0);
}

type Four = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/** Four columns from a place on; beyond the last one it stands in for those that are not there. */
function fourFrom(columns: readonly Float64Array[], first: number): Four {
  const at = (place: number): Float64Array => columns[Math.min(place, columns.length - 1)] ?? new Float64Array();
  return [at(first), at(first + 1), at(first + 2), at(first + 3)];
}

/** Products by place of two vectors of one length. */
export function multiplyBy(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, place) => value * (b[place] ?? 0));
}
